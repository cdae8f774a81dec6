import { Scorm2004API } from "scorm-again/scorm2004";
import type { CourseData } from "../../src/scormkit/player/course";
import { Learner } from "../../src/scormkit/player/learner";
import type { Lms } from "../../src/scormkit/player/lms";
import type { ExamRun } from "../../src/scormkit/player/quiz/exam/attempt";
import type { Store } from "../../src/scormkit/player/state/journal";
import type { LmsRecord } from "../../src/scormkit/preview/scorm/records";
import { Scorm12Session as Session } from "../../src/scormkit/preview/scorm/scorm12/session";
import type { Fault, Item, Mode } from "../../src/scormkit/preview/session";
import { Scorm12Lms } from "../../src/scormkit/standards/scorm12/lms";
import { Scorm2004Lms } from "../../src/scormkit/standards/scorm2004/lms";
import type { Api as Api2004 } from "../../src/scormkit/standards/scorm2004/lms";
import { WebLms } from "../../src/scormkit/standards/web/lms";

import { course as small } from "./courses";
import { strict } from "./strict2004";

// One process plays many browsers one after another: only the test of tabs wants them to talk.
export const Channel = globalThis.BroadcastChannel;
Reflect.deleteProperty(globalThis, "BroadcastChannel");

/** A browser's store. */
export class MemoryStore implements Store {
  readonly kept: Map<string, string>;
  full = false;

  constructor(kept: Iterable<[string, string]> = []) {
    this.kept = new Map(kept);
  }

  getItem(key: string): string | null {
    return this.kept.get(key) ?? null;
  }

  setItem(key: string, value: string): void {
    if (this.full) throw new Error("quota");
    this.kept.set(key, value);
  }
}

/** Something that a learner comes back to: each `connect` is a new launch. */
export interface World {
  readonly name: string;
  connect(): Lms;
}

export class WebWorld implements World {
  readonly name = "web";
  readonly store = new MemoryStore();

  connect(): WebLms {
    return new WebLms(this.store, "course");
  }
}

/** The strict local LMS of the preview, which is scorm-again with stricter rules on top. */
export class Scorm12World implements World {
  readonly name = "scorm12";
  record: LmsRecord | null = null;
  fault: Fault = "none";
  mode: Mode = "normal";
  mastery = "";
  readonly sessions: Session[] = [];

  connect(): Scorm12Lms {
    const store = { save: (record: LmsRecord) => (this.record = structuredClone(record)) !== null };
    const facts = { masteryscore: this.mastery };
    const item: Item = { id: "i", title: "", href: "", kind: "sco", facts };
    const { record, mode } = this;
    const session = new Session(
      { item, learner: "ivanov", mode, record, store, number: this.sessions.length },
      () => undefined,
    );
    session.fault = this.fault;
    this.sessions.push(session);
    return new Scorm12Lms(frame({ API: session.api }));
  }

  get session(): Session {
    return this.sessions.at(-1)!;
  }

  /** Calls that the LMS answered with an error. */
  get errors(): string[] {
    return this.sessions.flatMap(({ calls }) =>
      calls
        .filter(({ code }) => code !== "0")
        .map(({ call, element, value, code }) => `${call}(${element}, ${value}): ${code}`),
    );
  }

  /** What was set in the last session, in order. */
  get sets(): [element: string, value: string][] {
    return this.session.calls
      .filter(({ call }) => call === "LMSSetValue")
      .map(({ element, value }) => [element, value]);
  }

  get(element: string): string | undefined {
    return this.record?.values[element];
  }
}

/** scorm-again behind the strictest reading of the data model; every call is noted with its error. */
export class Scorm2004World implements World {
  readonly name = "scorm2004";
  /** The data model as of the last commit, flat. */
  record: Record<string, string> = {};
  /** What the manifest of the package gives: launch data, objectives, the mark. */
  given: Record<string, string> = {};
  course: CourseData = small();
  mode = "normal";
  /** Calls of the last session as `name element value`, but for questions of the last error. */
  calls: string[] = [];
  readonly errors: string[] = [];
  /** An LMS that puts up no such element. */
  without: RegExp | null = null;
  broken = false;

  connect(): Scorm2004Lms {
    this.calls = [];
    return new Scorm2004Lms(frame({ API_1484_11: this.launch() }), this.course);
  }

  /** What was set in the last session, in order. */
  get sets(): string[] {
    return this.calls.filter((call) => call.startsWith("SetValue ")).map((call) => call.slice(9));
  }

  /** The last session's index of an objective. */
  objective(id: string, element: string): string | undefined {
    const found = Object.entries(this.record).find(([name, value]) => name.startsWith("cmi.objectives") && value === id);
    return found && this.record[found[0].replace(/id$/, element)];
  }

  private launch(): Api2004 {
    const inner = new Scorm2004API({
      autocommit: false,
      logLevel: "NONE",
      lmsCommitUrl: "here",
      dataCommitFormat: "flattened",
      httpService: { processHttpRequest: () => this.store(inner), updateSettings: () => undefined },
    } as never);
    const kept = this.record["cmi.exit"] === "suspend" ? this.record : {};
    const fixed = { "cmi.learner_id": "ivanov", "cmi.learner_name": "Learner, ivanov", "cmi.mode": this.mode };
    const data = { "cmi.launch_data": this.given["cmi.launch_data"] ?? "" };
    const values = Object.entries({ ...this.given, ...kept, ...fixed, ...data });
    inner.loadFromFlattenedJSON(
      Object.fromEntries(values.filter(([name]) => !/cmi\.exit|session_time|adl\./.test(name))),
    );
    let code = "0";
    const asked = (name: string, args: string[], ask: () => string): string => {
      if (this.broken && name !== "Initialize") throw new Error("the LMS is out of order");
      const refused = this.without?.test(args[0] ?? "") ? "402" : "0";
      code = name === "SetValue" && refused === "0" ? strict(args[0]!, args[1]!) : refused;
      const result = code === "0" ? ask() : "false";
      if (code === "0") code = String(inner.lmsGetLastError());
      this.calls.push([name, ...args].join(" ").trim());
      // A value that was never set is read as an error that says nothing (RTE 4th Ed., 3.1.7).
      const unset = name === "GetValue" && code === "403";
      if (code !== "0" && refused === "0" && !unset) this.errors.push(`${this.calls.at(-1)}: ${code}`);
      if (name === "SetValue" && args[0] === "cmi.exit") this.exit = args[1]!;
      return result;
    };
    return {
      Initialize: () => asked("Initialize", [], () => inner.lmsInitialize("")),
      Terminate: () => asked("Terminate", [], () => inner.lmsFinish("")),
      GetValue: (element) => asked("GetValue", [element], () => String(inner.lmsGetValue(element) ?? "")),
      SetValue: (element, value) => asked("SetValue", [element, value], () => inner.lmsSetValue(element, value)),
      Commit: () => asked("Commit", [], () => inner.lmsCommit("")),
      GetLastError: () => code,
    };
  }

  private exit = "";

  private store(inner: Scorm2004API): { result: string; errorCode: number } {
    const flat = Object.entries(inner.getFlattenedCMI() as Record<string, unknown>);
    const told = flat.filter(([, value]) => typeof value !== "object" && value !== "" && value !== undefined);
    this.record = { ...Object.fromEntries(told.map(([name, value]) => [name, String(value)])), "cmi.exit": this.exit };
    return { result: "true", errorCode: 0 };
  }
}

export function count<T>(things: readonly T[], test: (thing: T) => boolean): number {
  return things.filter(test).length;
}

/** A window in a frame below others; the last of `above` is the top. */
export function frame(own: object, ...above: object[]): Window {
  const windows = [own, ...above];
  windows.forEach((window, i) => {
    const opener = (window as { opener?: unknown }).opener ?? null;
    Object.assign(window, { opener, parent: windows[i + 1] ?? window, top: windows.at(-1) });
  });
  return own as Window;
}

export async function open(
  course: CourseData,
  world: World,
  store: Store | null = null,
): Promise<Learner> {
  return Learner.open(course, world.connect(), store);
}

/** Answers every question of a running test, right or wrong. */
export function answerAll(learner: Learner, id: string, right: boolean | ((n: number) => boolean)): void {
  const run = learner.test(id);
  run.questions().forEach(({ data }, n) => {
    run.go(n);
    const good = typeof right === "function" ? right(n) : right;
    const chosen = data.choices.filter(({ correct }) => correct === good);
    run.answer(data.id, (good ? chosen : chosen.slice(0, 1)).map((choice) => choice.id));
  });
}

/** All that a learner sees of where they are. */
export function view(learner: Learner): unknown {
  const { course } = learner;
  return {
    page: learner.page,
    pages: course.pages.map(({ id }) => learner.pageState(id)),
    tasks: course.pages.flatMap((p) => p.tasks).filter(({ id }) => learner.confirmed(id)),
    videos: course.pages.flatMap((p) => p.videos).filter(({ id }) => learner.watched(id)),
    progress: learner.progress(),
    status: learner.status(),
    score: learner.score(),
    tests: course.tests.map(({ id }) => {
      const run = learner.test(id);
      const { phase, attempt, attemptsLeft, passed, best, position } = run;
      const { time } = run as ExamRun;
      const questions = run.questions().map(({ data, choices, given, points, outcome }) => ({
        id: data.id, choices: choices.map((c) => c.id), given, points, outcome,
      }));
      const result = run.result();
      return { phase, attempt, attemptsLeft, passed, best, position, time, questions, percent: result?.percent };
    }),
  };
}
