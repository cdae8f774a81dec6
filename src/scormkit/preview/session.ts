// What the page around a course knows of it, whatever its standard: items to launch, sessions, what
// the LMS holds, a log of what passed between the two, and the faults an LMS can be given.

export interface Item {
  id: string;
  title: string;
  href: string;
  /** `sco`, `asset` of SCORM, `au` of cmi5, `activity` of Tin Can, `page` without any LMS. */
  kind: "sco" | "asset" | "au" | "activity" | "page";
  /** What the package's manifest says of it besides, by the names it uses there. */
  facts: Record<string, string>;
}

export interface Boot {
  version: number;
  /** How it is played: `scorm12`, `scorm2004`, `cmi5`, `xapi`, `web`. */
  standard: string;
  /** The name of the standard that was built, if there is a choice. */
  package: string;
  /** What there is to choose between, if several packages were built. */
  standards: string[];
  title: string;
  language: string;
  items: Item[];
  problems: string[];
}

export type Mode = "normal" | "browse" | "review" | "empty";

/** How LMSs go wrong; which of these a standard knows, its `Course` says. */
export type Fault =
  | "none" | "refuse" | "busy" | "forget" | "lose" | "throw" | "slow" | "no-api" | "late-api";

/** One call of the API, or one request to the LRS. */
export interface Call {
  number: number;
  at: number; // seconds since the launch
  call: string;
  element: string;
  value: string;
  result: string;
  /** The error code, or the status of the answer. */
  code: string;
  /** Whether the course did something that a strict LMS does not take. */
  bad: boolean;
  milliseconds: number;
  session: number;
}

/** What an LMS shows of a learner: the same words for every standard. */
export interface Outcome {
  completion: "unknown" | "incomplete" | "completed";
  success: "unknown" | "failed" | "passed";
  /** Percent; `null` if there is none. */
  score: number | null;
  /** Share done, 0..1; `null` where the standard cannot tell. */
  progress: number | null;
}

/** A line of the table of contents. */
export interface Entry {
  title: string;
  /** The status in the standard's own word. */
  status: string;
  state: "open" | "disabled" | "hidden" | "skipped";
}

/** Where a learner wants to go: an item, or forth and back where the LMS keeps an order. */
export type Move = number | "continue" | "previous" | "resume";

/** One launch of one item. */
export interface Session {
  readonly number: number;
  /** The item that was launched. */
  readonly index: number;
  /** The address that the frame opens. */
  readonly href: string;
  /** A window of its own is asked for. */
  readonly own: boolean;
  /** What the course finds in the window of the LMS, by name. */
  readonly apis: Record<string, object>;
  fault: Fault;
  /** The data model as the LMS holds it now. */
  values(): Record<string, string>;
  outcome(): Outcome;
  /** What the server keeps: how often something was saved. */
  commits(): number;
}

/** What happens to the page while a course runs. */
export interface Events {
  /** Something passed between course and LMS. */
  call(call: Call): void;
  /** The course has ended its session; `null`: it stays as it is. */
  ended(next: Move | "left" | null): void;
}

/** A package of one standard, as one learner has it. */
export interface Course {
  readonly faults: readonly Fault[];
  readonly modes: readonly Mode[];
  /** Learn again from the server what is known of this learner. */
  recall(): Promise<void>;
  /** Begin a session; `null`: there is nothing to open. */
  launch(move: Move, number: number): Promise<Session | null>;
  /** The learner goes: the LMS is about to take the course away. */
  leaving(session: Session): void;
  /** Forget the learner's attempt. */
  reset(): Promise<void>;
  entries(): Entry[];
  /** Something that the server tells of; the call to be shown, if it is one of this session. */
  heard(told: unknown): Call | null;
  /** Whether the LMS offers to go on or back. */
  moves(): { continue: boolean; previous: boolean };
}

/** What a course is opened with. */
export interface Opening {
  boot: Boot;
  learner: string;
  mode: Mode;
  /** The fault that the LMS has now. */
  fault(): Fault;
  events: Events;
}
