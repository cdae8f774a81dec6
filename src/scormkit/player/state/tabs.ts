import type { TestData } from "../course";
import { encode } from "./codec";
import { higher, PHASES } from "./record";
import type { DrawnQuestion, StateRecord, TestRecord } from "./record";

/** When a task, a video, a question or a test was changed while a tab was open: the record's counter. */
type Stamps = Map<number, number>;

/** What one tab tells the others; whoever learns nothing from a reply says nothing back. */
export type Message = [state: string, stamps: Stamps, reply: boolean];

/** The tabs in which one course is open: each tells what changed, so that none overwrites it (P9). */
export class Tabs {
  private readonly channel: BroadcastChannel | null;
  private readonly stamps: Stamps = new Map();

  /** `null`: what is done here is not for others. */
  constructor(course: string | null, heard: (message: Message) => void) {
    const none = course === null || typeof BroadcastChannel === "undefined";
    this.channel = none ? null : open(`scormkit:${course}`);
    if (this.channel) this.channel.onmessage = ({ data }) => heard(data as Message);
  }

  tell(record: StateRecord, reply = false): void {
    this.channel?.postMessage([encode(record), this.stamps, reply]);
  }

  close(): void {
    this.channel?.close();
  }

  /** Notes when things were changed. */
  touch(counter: number, things: Iterable<number>): void {
    for (const thing of things) this.stamps.set(thing, Math.max(counter, this.at(thing)));
  }

  /**
   * What this tab and another know, put together: of each thing what was changed last, else what says
   * more, so that both come to the same. Of what the LMS shows nobody says when it was changed: it
   * counts where nothing was changed here. `last` are the tests of which the last attempt counts.
   */
  merge(ours: StateRecord, theirs: StateRecord, last: TestData[], told?: Stamps): StateRecord {
    const later = (thing: number): number => (told ? (told.get(thing) ?? 0) : 0.5) - this.at(thing);
    const merged = { ...ours, status: higher(ours.status, theirs.status), tests: new Map(theirs.tests) };
    merged.counter = Math.max(ours.counter, theirs.counter);
    merged.day = Math.min(ours.day || theirs.day, theirs.day || ours.day);
    for (const kind of ["pages", "tasks", "videos"] as const) {
      const all = [...ours[kind], ...theirs[kind]];
      merged[kind] = new Set(all.filter((key) => !later(key) || (later(key) > 0 ? theirs : ours)[kind].has(key)));
    }
    for (const [key, own] of ours.tests) {
      const other = theirs.tests.get(key);
      const one = other ? further(key, own, other, later) : own;
      if (other && !last.some((test) => test.key === key)) one.best = better(own.best, other.best);
      merged.tests.set(key, one);
    }
    told?.forEach((at, thing) => this.touch(at, [thing]));
    return merged;
  }

  private at(thing: number): number {
    return this.stamps.get(thing) ?? 0;
  }
}

/** A sandboxed frame may refuse. */
function open(name: string): BroadcastChannel | null {
  try {
    return new BroadcastChannel(name);
  } catch {
    return null;
  }
}

/** What stamps know a question of an attempt by: the same one may stand in two tests. */
export function within(test: number, question: number, attempt: number): number {
  return ((attempt % 32) * 2 ** 24 + test) * 2 ** 24 + question;
}

/** The attempt that is further on, with the answers that either has to it. */
function further(
  test: number,
  ours: TestRecord,
  theirs: TestRecord,
  later: (thing: number) => number,
): TestRecord {
  const turn =
    theirs.attempts - ours.attempts ||
    PHASES.indexOf(theirs.phase) - PHASES.indexOf(ours.phase) ||
    later(test) ||
    theirs.position - ours.position ||
    (theirs.time[2] ?? 0) - (ours.time[2] ?? 0);
  const [line, rest, sign] = turn > 0 ? ([theirs, ours, -1] as const) : ([ours, theirs, 1] as const);
  const same = rest.attempts === line.attempts;
  // Time runs in every tab; it is nothing new to tell. That of a question left is not the next one's.
  if (same && rest.phase === "running" && line.phase === "running" && line.time.length) {
    const [spent, shown, pace] = line.time;
    const [also = 0, there = 0] = rest.time;
    const longer = rest.position === line.position ? Math.max(shown, there) : shown;
    ours.time = theirs.time = [Math.max(spent, also), longer, pace];
  }
  const drawn = line.drawn.map((own) => {
    const other = same && rest.drawn.find(({ key }) => key === own.key);
    if (!other) return own;
    const turn = sign * later(within(test, own.key, line.attempts));
    return turn > 0 || (!turn && text(other) > text(own)) ? other : own;
  });
  // what is asked one by one was never drawn: each tab may have other questions
  if (line.phase === "new") {
    drawn.push(...rest.drawn.filter(({ key }) => drawn.every((one) => one.key !== key)));
    drawn.sort((one, other) => one.key - other.key);
  }
  return {
    ...line,
    passed: ours.passed || theirs.passed,
    drawn,
  };
}

/** An answer to compare by: none comes before any. */
function text({ given, kept }: DrawnQuestion): string {
  return `${String(given ?? "")}${kept ? "=" : ""}`;
}

function better(one: number | null, other: number | null): number | null {
  return one === null || (other ?? -1) > one ? other : one;
}
