import type { ExamRun } from "./attempt";

/** What learners may make of a time limit; the last is none at all. */
export const PACES = [1, 1.5, 2, Infinity];

/** What is told when so many seconds are left; half of the time is told too. */
const MARKS = [10, 60];

export interface Limit {
  /** Of one question, not of the whole test. */
  question: boolean;
  /** Seconds, the learner's pace taken in. */
  seconds: number;
  left: number;
}

/** The limits that hold now; a question whose result is shown takes no more of its own time. */
export function limits(run: ExamRun): Limit[] {
  const { time, phase, data } = run;
  if (!time.length || phase !== "running") return [];
  const [ofTest, ofQuestion, index] = time;
  const current = run.questions()[run.position]!;
  const pace = PACES[index] ?? 1;
  const limit = (question: boolean, given: number, spent: number): Limit[] => {
    const seconds = given * pace;
    return given && seconds < Infinity ? [{ question, seconds, left: Math.max(0, seconds - spent) }] : [];
  };
  const open = !(data.feedback === "immediate" && current.given);
  return [
    ...limit(false, data.time ?? 0, ofTest),
    ...(open ? limit(true, current.data.time ?? 0, ofQuestion) : []),
  ];
}

/** The mark that lies between two looks at a limit: seconds left, `half`, or `null`. */
export function passed({ seconds }: Limit, before: number, left: number): number | "half" | null {
  const between = (mark: number): boolean => mark < seconds && before > mark && left <= mark;
  return MARKS.find(between) ?? (between(seconds / 2) ? "half" : null);
}

/** Seconds as a clock shows them: 12:05, 1:02:05. */
export function clockOf(seconds: number): string {
  const whole = Math.ceil(seconds);
  const two = (part: number): string => String(part % 60).padStart(2, "0");
  const minutes = Math.floor(whole / 60);
  const head = minutes < 60 ? String(minutes) : `${Math.floor(minutes / 60)}:${two(minutes)}`;
  return `${head}:${two(whole)}`;
}
