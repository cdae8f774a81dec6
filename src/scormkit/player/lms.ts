import type { QuestionData } from "./course";

export type Status = "incomplete" | "completed" | "passed" | "failed";

/** What the LMS knows when the learner comes. */
export interface Launch {
  mode: "normal" | "browse" | "review";
  /** The learner's name; empty if the LMS tells none. */
  learner: string;
  /** The LMS's own id of the learner; empty if it tells none. */
  account: string;
  state: string;
  location: string;
  status: Status | "";
}

export interface Snapshot {
  state: string;
  location: string;
  status: Status;
  /** Percent, 0..100. */
  score: number | null;
  /** Length of this session so far. */
  seconds: number;
  /** Answers given since the last save that the LMS took. */
  interactions: Interaction[];
}

export interface Interaction {
  id: string;
  kind: QuestionData["kind"];
  /** Choice ids. */
  correct: string[];
  given: string[];
  /** All choice ids in the author's order. */
  choices: string[];
  result: boolean;
  weight: number;
  /** Seconds. */
  latency: number;
  at: Date;
  text: string;
}

/** `lost`: the LMS said that all is well and stored nothing. */
export type Trouble = "none" | "no-lms" | "refused" | "lost";

/** The port: all that the player asks of an LMS. Each standard's `runtime.ts` implements it. */
export interface Lms {
  readonly name: string;
  /** Characters of state that fit. */
  readonly limits: { state: number };
  /** `null`: there is no LMS. */
  start(): Promise<Launch | null>;
  save(snapshot: Snapshot): Promise<Trouble>;
  /** The state as the LMS has it. */
  read(): Promise<string>;
  /** Says goodbye once and for all, at once: the page may be gone in a moment. */
  finish(snapshot: Snapshot): void;
}
