/** How the standards call what a learner does to answer. */
export type ResponseType =
  | "choice"
  | "true-false"
  | "fill-in"
  | "long-fill-in"
  | "numeric"
  | "matching"
  | "sequencing"
  | "likert";

export type Status = "incomplete" | "completed" | "passed" | "failed";
/** What the tests say; `unknown` as long as they have not decided, or where none is asked for. */
export type Success = "unknown" | "passed" | "failed";

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
  /** The learner wants no sound unasked. */
  muted?: boolean;
}

export interface Snapshot {
  state: string;
  location: string;
  /** Completion and success in one word, for standards that have one. */
  status: Status;
  /** All that is asked for was done, now or before: never goes back. */
  completed: boolean;
  success: Success;
  /** Share of what is asked for that is done, 0..1. */
  progress: number;
  /** Percent, 0..100. */
  score: number | null;
  /** Length of this session so far. */
  seconds: number;
  /** One for each module, in order. */
  objectives: Objective[];
  /** What the answers of finished tests show to be learnt. */
  aims?: Objective[] | undefined;
  /** What happened since the last save that the LMS took. */
  reports: Report[];
}

/** How far a learner is with one module. */
export interface Objective {
  /** An id that the strictest LMS takes. */
  id: string;
  title: string;
  completed: boolean;
  success: Success;
  /** Percent, 0..100; `null` before the first finished attempt, and without a test. */
  score: number | null;
}

/** Something that a report may tell of: an answer, a page read, a video watched or being watched. */
export type Report = Interaction | Experience | Watched | Playing;

/** A page was opened for the first time. */
export interface Experience {
  type: "experienced";
  id: string;
  title: string;
  at: Date;
}

/** A video counts as watched: by the learner's word, or because enough of it was played. */
export interface Watched {
  type: "watched";
  id: string;
  title: string;
  /** A file of the course, not another site's. */
  local: boolean;
  at: Date;
}

/** What happens while a video of the course is played, in the terms of the xAPI video profile. */
export interface Playing {
  type: "playing";
  id: string;
  title: string;
  verb: "initialized" | "played" | "paused" | "seeked" | "completed" | "terminated";
  /** A UUID, the same from the first start until the page is left. */
  session: string;
  /** Seconds, at most three decimals: where the video stands, where a seek began, how long it is. */
  time: number;
  from: number;
  length: number;
  /** Share that was played, 0..1. */
  progress: number;
  /** What was played: `0.000[.]12.500[,]14.000[.]21.000`. */
  segments: string;
  at: Date;
}

export interface Interaction {
  type: "answered";
  id: string;
  /** The id of the test, and the number of the attempt at it. */
  test: string;
  attempt: number;
  kind: ResponseType;
  /** Choice ids; of a matching, ids of a choice and its target by turns; of a text, all that is right, several gaps line by line; of a number, the least and the greatest. */
  correct: string[];
  /** In the same terms; a text as it was written, a number in digits with a point, or nothing. */
  given: string[];
  /** All choice ids in the author's order; of a statement, the places of its scale. */
  choices: string[];
  /** All target ids of a matching. */
  targets: string[];
  result: boolean;
  /** Share of the points earned, 0..1. */
  share: number;
  /** 0: nothing was right or wrong. */
  weight: number;
  /** Seconds. */
  latency: number;
  at: Date;
  text: string;
}

/**
 * `no-store`: no LMS, and a browser that forbids its own store too; `lost`: the LMS said that all is
 * well and stored nothing.
 */
export type Trouble = "none" | "no-lms" | "no-store" | "refused" | "lost";

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
  /** Leads the learner back to where the LMS wants it, after goodbye; missing if it told no place. */
  exit?: () => void;
}
