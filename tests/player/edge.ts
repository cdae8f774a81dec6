/** All that is not the player: an LMS that goes wrong, browsers with several tabs, the wire between them. */

import { mock } from "node:test";

import type { CourseData } from "../../src/scormkit/player/course";
import { Learner } from "../../src/scormkit/player/learner";
import { Scorm12Lms } from "../../src/scormkit/standards/scorm12/lms";
import type { Api } from "../../src/scormkit/standards/scorm12/lms";
import { frame, MemoryStore } from "./worlds";

/**
 * How an LMS can be. `offline`: no commit arrives, and it says so. The others say that all is well:
 * it keeps nothing, it keeps and shows what it had before, it cuts long values off.
 */
export const WEATHERS = ["fine", "offline", "forgets", "stale", "cuts"] as const;
export type Weather = (typeof WEATHERS)[number];

const CUT = 60;

/** What an LMS of SCORM 1.2 keeps of one learner. */
export class Server {
  weather: Weather = "fine";

  constructor(
    readonly account: string,
    public values: Record<string, string> = {},
  ) {}

  /** One launch: what was kept comes along, and commits bring back what was set. */
  launch(alive: () => boolean): Api {
    const shown: Record<string, string> = {
      ...this.values,
      "cmi.core.student_id": this.account,
      "cmi.core._children": "student_id,lesson_status,exit,score,session_time",
      "cmi.core.score._children": "raw,min,max",
      "cmi.interactions._children": "id,type,student_response,result",
    };
    let set: Record<string, string> = {};
    const commit = (): string => {
      if (!alive() || this.weather === "offline") return "false";
      if (this.weather === "stale") Object.assign(shown, { "cmi.suspend_data": this.state });
      if (this.weather === "fine" || this.weather === "cuts") Object.assign(this.values, set);
      if (this.weather === "cuts") {
        this.values["cmi.suspend_data"] = shown["cmi.suspend_data"] = this.state.slice(0, CUT);
      }
      set = {};
      return "true";
    };
    return {
      LMSInitialize: () => "true",
      LMSFinish: commit,
      LMSCommit: commit,
      LMSGetValue: (element) =>
        element === "cmi.interactions._count" ? String(answersIn(shown).length) : (shown[element] ?? ""),
      LMSGetLastError: () => "0",
      LMSSetValue: (element, value) => {
        if (this.weather !== "forgets") shown[element] = set[element] = value;
        return "true";
      },
    };
  }

  /** The ids of all answers that it keeps. */
  get answers(): string[] {
    return answersIn(this.values);
  }

  get state(): string {
    return this.values["cmi.suspend_data"] ?? "";
  }
}

function answersIn(values: Record<string, string>): string[] {
  const names = Object.keys(values).filter((name) => /^cmi\.interactions\.\d+\.id$/.test(name));
  return names.map((name) => values[name]!);
}

/** BroadcastChannel, but a message is under way until it is delivered. */
export class SlowChannel {
  private static readonly all = new Set<SlowChannel>();
  onmessage: ((event: { data: unknown }) => void) | null = null;
  private readonly waiting: unknown[] = [];

  constructor(private readonly name: string) {
    SlowChannel.all.add(this);
  }

  postMessage(data: unknown): void {
    if (!SlowChannel.all.has(this)) return;
    for (const other of SlowChannel.all) {
      if (other !== this && other.name === this.name) other.waiting.push(structuredClone(data));
    }
  }

  close(): void {
    SlowChannel.all.delete(this);
  }

  /** Everything under way arrives, and what is said thereupon, too. */
  static deliver(): void {
    let said = 0;
    for (let rest = true; rest; ) {
      rest = false;
      for (const channel of [...SlowChannel.all]) {
        const data = channel.waiting.shift();
        if (data === undefined) continue;
        if (++said > 500) throw new Error("the tabs do not stop talking");
        channel.onmessage?.({ data });
        rest = true;
      }
    }
  }

  static get quiet(): boolean {
    return [...SlowChannel.all].every(({ waiting }) => !waiting.length);
  }

  static closeAll(): void {
    SlowChannel.all.clear();
  }
}

/** A course open in a tab; once it is cut off, nothing that it still tries reaches anything. */
export class Tab {
  private constructor(
    readonly learner: Learner,
    private readonly life: { on: boolean },
    private readonly channels: SlowChannel[],
  ) {}

  static async open(course: CourseData, server: Server, store: MemoryStore | null, wired = true): Promise<Tab> {
    const life = { on: true };
    const channels: SlowChannel[] = [];
    const kept = store && {
      getItem: (key: string) => store.getItem(key),
      setItem: (key: string, value: string) => void (life.on && store.setItem(key, value)),
    };
    class Channel extends SlowChannel {
      constructor(name: string) {
        super(name);
        channels.push(this);
      }
    }
    if (wired) Object.assign(globalThis, { BroadcastChannel: Channel });
    const lms = new Scorm12Lms(frame({ API: server.launch(() => life.on) }));
    const learner = await Learner.open(course, lms, kept);
    Reflect.deleteProperty(globalThis, "BroadcastChannel");
    return new Tab(learner, life, channels);
  }

  /** The window is closed with all that belongs to it. */
  leave(): void {
    this.learner.leave();
    this.cut();
  }

  /** The power goes, or the system ends the browser. */
  cut(): void {
    this.life.on = false;
    this.channels.forEach((channel) => channel.close());
  }
}

/** Lets time pass and everything happen that was due. */
export async function pass(milliseconds: number): Promise<void> {
  mock.timers.tick(milliseconds);
  for (let i = 0; i < 12; i++) await Promise.resolve();
}
