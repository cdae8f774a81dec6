import { encode } from "./codec";
import { higher, PHASES } from "./record";
import type { StateRecord, TestRecord } from "./record";

/** When a task, a video, a question or a test was changed while a tab was open: the record's counter. */
type Stamps = Map<number, number>;

/** What one tab tells the others. */
export interface Message {
  state: string;
  stamps: Stamps;
  /** The attempt at the course began in this tab. */
  born: boolean;
  /** It was told because another tab knew less: whoever learns nothing from it says nothing back. */
  reply: boolean;
}

/** The tabs in which one course is open: each tells what changed, so that none overwrites it (P9). */
export class Tabs {
  private readonly channel: BroadcastChannel | null;
  private readonly stamps: Stamps = new Map();

  /** Without a name no tab is told anything. */
  constructor(
    name: string | null,
    private readonly born: boolean,
    heard: (message: Message) => void,
  ) {
    this.channel = name === null || typeof BroadcastChannel === "undefined" ? null : open(name);
    if (this.channel) this.channel.onmessage = ({ data }) => heard(data as Message);
  }

  tell(record: StateRecord, reply = false): void {
    const { stamps, born } = this;
    this.channel?.postMessage({ state: encode(record), stamps, born, reply });
  }

  close(): void {
    this.channel?.close();
  }

  /** Notes what has just been changed here. */
  touch(counter: number, things: number[]): void {
    for (const thing of things) this.stamps.set(thing, counter);
  }

  /**
   * What this tab and another know, put together: of each thing what was changed last, else what says
   * more, so that both come to the same. Of what the LMS shows (nothing was `told`) only a newer state
   * counts, and what was not changed here is taken from it. `null`: they have nothing in common.
   */
  merge(ours: StateRecord, theirs: StateRecord, told?: Message): StateRecord | null {
    if (ours.lineage !== theirs.lineage && !(this.born && told?.born)) return null;
    if (!told && theirs.counter < ours.counter) return null;
    const { stamps } = this;
    const others = told?.stamps;
    const later = (thing: number): number =>
      (others ? (others.get(thing) ?? 0) : 0.5) - (stamps.get(thing) ?? 0);
    const both = (one: Set<number>, other: Set<number>): Set<number> =>
      new Set([...one, ...other].filter((key) => !later(key) || (later(key) > 0 ? other : one).has(key)));
    const tests = new Map(theirs.tests);
    for (const [key, own] of ours.tests) {
      const other = tests.get(key);
      tests.set(key, other ? further(key, own, other, later) : own);
    }
    const merged = {
      ...ours,
      lineage: Math.min(ours.lineage, theirs.lineage),
      counter: Math.max(ours.counter, theirs.counter),
      status: higher(ours.status, theirs.status),
      pages: new Set([...ours.pages, ...theirs.pages]),
      tasks: both(ours.tasks, theirs.tasks),
      videos: both(ours.videos, theirs.videos),
      tests,
    };
    others?.forEach((at, thing) => stamps.set(thing, Math.max(at, stamps.get(thing) ?? 0)));
    return merged;
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

/** What stamps know a question by: the same one may stand in two tests. */
export function within(test: number, question: number): number {
  return test * 2 ** 24 + question;
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
    theirs.seed - ours.seed ||
    theirs.position - ours.position;
  const [line, rest, sign] = turn > 0 ? ([theirs, ours, -1] as const) : ([ours, theirs, 1] as const);
  const known = new Map(rest.attempts === line.attempts ? rest.drawn.map((one) => [one.key, one]) : []);
  return {
    ...line,
    best: ours.best === null ? theirs.best : Math.max(ours.best, theirs.best ?? 0),
    passed: ours.passed || theirs.passed,
    drawn: line.drawn.map((own) => {
      const other = known.get(own.key);
      const wins = sign * later(within(test, own.key)) || (text(other) > text(own) ? 1 : -1);
      return other && wins > 0 ? other : own;
    }),
  };
}

/** An answer to compare by: none comes before any. */
function text(question?: TestRecord["drawn"][number]): string {
  return String(question?.given ?? "");
}
