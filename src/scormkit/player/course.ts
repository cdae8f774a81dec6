/** What the page hands to the player: ids, keys and logic; everything a learner reads is in the DOM. */

export interface CourseData {
  format: 1;
  id: string;
  /** The IRI of the course, the same in every build: ids of xAPI activities begin with it. */
  iri: string;
  version: string;
  build: string;
  title: string;
  language: string;
  navigation: "free" | "linear" | "prerequisites" | "test-gate" | "pretest";
  onFail: "incomplete" | "failed";
  /** Seconds without a sign of the learner after which no time counts; missing: all of it does. */
  idle?: number;
  completion: CompletionRule;
  videos: VideoRules;
  modules: ModuleData[];
  pages: PageData[];
  tests: TestData[];
  /** The test that shows which modules a learner knows already. */
  pretest: PretestData | null;
  /** The test of the course as a whole, if it stands here. */
  final: FinalData | null;
  /** The questions in the flow of the pages: a test that stands nowhere and counts for nothing. */
  checks: TestData | null;
  /** Whether the day of completion is kept for a certificate. */
  certificate: boolean;
  /** The player's catalogue; a record holds plural forms by category of Intl.PluralRules. */
  messages: Record<string, string | Record<string, string>>;
}

export interface CompletionRule {
  pages: boolean;
  tasks: boolean;
  /** Percent of the videos to be watched; 0 asks for none. */
  videos: number;
  /** Whether tests that stand here must be passed. */
  test: boolean;
}

export interface FinalData {
  test: string;
  /** It can be begun when all before it is done. */
  waits: boolean;
  /** No other test has to be passed, and the course's score is its own. */
  alone: boolean;
}

export interface VideoRules {
  /** Percent of a video that must be played for it to count as watched. */
  watched: number;
  /** Whether players of other sites may be asked what is played. */
  scripts: boolean;
  /** Whether learners may tick a video off that is measured. */
  ownWord: boolean;
}

export interface ModuleName {
  id: string;
  /** An id that the strictest LMS takes. */
  wire: string;
  title: string;
}

export interface ModuleData extends ModuleName {
  pages: string[];
}

/** A module is known when every question about it was answered right. */
export interface PretestData {
  test: string;
  /** `questions` are the ids of those about the module. */
  modules: (ModuleName & { questions: string[] })[];
}

/** `key` is what a learner's record knows a thing by: 24 bits, made from the id alone. */
export interface Keyed {
  id: string;
  key: number;
}

export interface PageData extends Keyed {
  module: string;
  title: string;
  tasks: Keyed[];
  videos: VideoData[];
  /** The id of the test that stands on this page. */
  test: string | null;
}

export interface VideoData extends Keyed {
  title: string;
}

export interface TestData extends Keyed {
  page: string;
  title: string;
  passPercent: number;
  /** 0 is without limit. */
  attempts: number;
  /** 0 draws all questions. */
  draw: number;
  shuffle: boolean;
  feedback: "immediate" | "deferred" | "none";
  review: "none" | "answers" | "results" | "key";
  questions: QuestionData[];
  // What few tests have; missing is as usual.
  /** Points needed to pass, where draws bring different totals. */
  passPoints?: number;
  /** The attempt whose result holds; else the best. */
  counted?: "last" | "first";
  /** A further attempt asks only what was not right. */
  retry?: "wrong";
  /** No way back to a question that was left. */
  order?: "forward";
  /** Every question must be answered. */
  skip?: false;
  /** Seconds that an attempt may take; 0: only questions have a time. */
  time?: number;
  /** What an attempt at a test of sections brings on average. */
  fullPoints?: number;
  /** Parts with banks of their own; each question names its part. */
  sections?: SectionData[];
  /** What questions show to be learnt, by ids that the strictest LMS takes. */
  objectives?: { id: string; title: string }[];
}

export interface SectionData {
  id: string;
  title: string;
  /** 0 draws all questions. */
  draw: number;
  shuffle: boolean;
}

export interface QuestionData extends Keyed {
  /** An interaction id that the strictest LMS takes. */
  wire: string;
  kind: ChoiceKind | MoreKind;
  /** 0: the question is not scored. */
  points: number;
  partial: boolean;
  shuffle: boolean;
  /** The prompt as plain text. */
  text: string;
  /** To choose from, to put in order or to match, in the author's order; none where one writes. */
  choices: ChoiceData[];
  /** What choices are matched with. */
  targets?: TargetData[];
  /** Bits that a written answer may take in the learner's state, or each of several. */
  room?: number;
  /** Of a short text. */
  accept?: Accept;
  /** Of gaps to write in, one by one. */
  gaps?: Accept[];
  /** Of a number: the least and the greatest that is right. */
  range?: [low: number, high: number];
  unit?: string;
  /** Ids of the section and of the objective. */
  section?: string;
  objective?: string;
  /** Seconds that it may take. */
  time?: number;
  /** Of an essay: letters at least and at most, and the keywords of which so many are right. */
  essay?: { least: number; most: number; words: string[]; needed: number };
  /** Of a picture: so many marks can be set in it. */
  marks?: number;
  /** What is right, for people to read, where one writes or marks; nothing where nothing is. */
  right?: string;
}

/** What is right where one writes, and how strictly it is compared. */
export interface Accept {
  texts: string[];
  case: boolean;
  typos: number;
  /** A regular expression for the whole of it. */
  matches?: string;
}

/** What every player knows; the others come in a script of their own, where they are used. */
export type ChoiceKind = "single" | "multiple" | "true-false";
export type MoreKind =
  | "short-text"
  | "numeric"
  | "matching"
  | "categorise"
  | "ordering"
  | "fill-gaps"
  | "drop-down"
  | "drag-words"
  | "hotspot"
  | "likert"
  | "essay";

export interface ChoiceData {
  id: string;
  /** 12 bits, unique in the question. */
  key: number;
  /** The answer as plain text. */
  text: string;
  correct: boolean;
  /** The id of the target that it belongs to. */
  target?: string;
  /** Of an area: the corners of a polygon, or the centre and the half axes of an ellipse, per mille. */
  shape?: number[];
  /** A point that is this area's alone. */
  spot?: [x: number, y: number];
  /** Of a statement: the interaction id it is told under. */
  wire?: string;
}

export interface TargetData extends Keyed {
  text: string;
}

export function readCourse(document: Document): CourseData {
  const course = JSON.parse(document.getElementById("sk-course")!.textContent!) as CourseData;
  if (course.format !== 1) throw new Error(`course data of format ${String(course.format)}`);
  return course;
}
