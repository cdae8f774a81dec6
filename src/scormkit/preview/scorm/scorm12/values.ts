// How a record of SCORM 1.2 becomes the data of the next session (RTE 1.2, 3.4.4; the habits of
// Moodle where the standard is silent).

import type { Item, Mode, Outcome } from "../../session";
import type { LmsRecord } from "../records";

const SESSION = new Set(["cmi.core.session_time", "cmi.core.exit", "cmi.core.entry"]);
const RESUMED = /^cmi\.(suspend_data|core\.lesson_location|interactions\.|objectives\.)/;

export function seconds(span: string): number {
  const [hours = 0, minutes = 0, rest = 0] = span.split(":").map(Number);
  return hours * 3600 + minutes * 60 + rest || 0;
}

export function timespan(total: number): string {
  const whole = Math.floor(total);
  const two = (n: number) => String(n).padStart(2, "0");
  const hundredths = two(Math.floor((total - whole) * 100 + 1e-6));
  const hours = String(Math.floor(whole / 3600)).padStart(4, "0");
  return `${hours}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}.${hundredths}`;
}

/** The time learnt so far: a session that never ended counts up to its last commit, once. */
export function totalTime(record: LmsRecord | null): string {
  const value = (name: string) => seconds(record?.values[`cmi.core.${name}`] ?? "");
  return timespan(value("total_time") + value("session_time"));
}

/** The data model at the start of a session. */
export function launchValues(record: LmsRecord | null, item: Item, learner: string, mode: Mode): Record<string, string> {
  const before = record?.values ?? {};
  const resumed = before["cmi.core.exit"] === "suspend";
  const values: Record<string, string> = {};
  for (const [element, value] of Object.entries(before)) {
    if (!SESSION.has(element) && (resumed || !RESUMED.test(element))) values[element] = value;
  }
  const real = mode === "normal" || mode === "empty";
  const fact = (name: string) => item.facts[name] ?? "";
  return {
    ...values,
    "cmi.core.student_id": learner,
    "cmi.core.student_name": `Learner, ${learner}`,
    "cmi.core.entry": record === null ? "ab-initio" : resumed ? "resume" : "",
    "cmi.core.credit": real ? "credit" : "no-credit",
    "cmi.core.lesson_mode": mode === "empty" ? "normal" : mode,
    "cmi.core.total_time": totalTime(record),
    "cmi.launch_data": fact("datafromlms"),
    "cmi.student_data.mastery_score": fact("masteryscore"),
    "cmi.student_data.max_time_allowed": fact("maxtimeallowed"),
    "cmi.student_data.time_limit_action": fact("timelimitaction"),
  };
}

/** What one word says of completion and of success. */
export function outcome(values: Record<string, string>): Outcome {
  const status = values["cmi.core.lesson_status"] ?? "";
  const score = values["cmi.core.score.raw"];
  return {
    completion: /^(passed|failed|completed)$/.test(status)
      ? "completed"
      : status === "incomplete" || status === "browsed" ? "incomplete" : "unknown",
    success: status === "passed" || status === "failed" ? status : "unknown",
    score: score === undefined || score === "" ? null : Number(score),
    progress: null,
  };
}
