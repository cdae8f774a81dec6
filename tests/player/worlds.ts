import type { CourseData } from "../../src/scormkit/player/course";
import { Learner } from "../../src/scormkit/player/learner";
import type { Lms } from "../../src/scormkit/player/lms";
import type { Store } from "../../src/scormkit/player/state/journal";
import type { LmsRecord } from "../../src/scormkit/preview/scorm/records";
import { Scorm12Session as Session } from "../../src/scormkit/preview/scorm/scorm12/session";
import type { Fault, Item, Mode } from "../../src/scormkit/preview/session";
import { Scorm12Lms } from "../../src/scormkit/standards/scorm12/lms";
import { WebLms } from "../../src/scormkit/standards/web/lms";

// One process plays many browsers one after another: only the test of tabs wants them to talk.
export const Channel = globalThis.BroadcastChannel;
Reflect.deleteProperty(globalThis, "BroadcastChannel");

/** A browser's store. */
export class MemoryStore implements Store {
  readonly kept = new Map<string, string>();
  full = false;

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
      const questions = run.questions().map(({ data, choices, given, points, outcome }) => ({
        id: data.id, choices: choices.map((c) => c.id), given, points, outcome,
      }));
      const result = run.result();
      return { phase, attempt, attemptsLeft, passed, best, position, questions, percent: result?.percent };
    }),
  };
}
