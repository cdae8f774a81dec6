// How a record of SCORM 2004 becomes the data of the next session (RTE 4th Ed., 2.1.1, 4.2), and what
// it says of completion and success.

import type { Mode, Outcome } from "../../session";
import type { LmsRecord } from "../records";
import type { ItemFacts } from "./manifest";

const SESSION = /^cmi\.(session_time|exit|entry|total_time)$|^adl\.|\._(children|count|version)$|^cmi\._version$/;
const INTERVAL = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;
const PARTS = [31_557_600, 2_629_800, 86_400, 3600, 60, 1];

/** Seconds of an interval; years and months by their mean length. */
export function seconds(interval: string): number {
  const found = INTERVAL.exec(interval) ?? [];
  return PARTS.reduce((sum, length, index) => sum + length * Number(found[index + 1] ?? 0), 0);
}

export function interval(total: number): string {
  const rest = Math.round((total % 60) * 100) / 100;
  return `PT${Math.floor(total / 3600)}H${Math.floor(total / 60) % 60}M${rest}S`;
}

/** The time learnt in the attempt: a session that never ended counts up to its last commit, once. */
export function totalTime(record: LmsRecord | null): string {
  const value = (name: string) => seconds(record?.values[`cmi.${name}`] ?? "");
  return interval(value("total_time") + value("session_time"));
}

/** Whether the next session goes on with this attempt; otherwise it starts with nothing. */
export function resumes(record: LmsRecord | null): boolean {
  return record?.values["cmi.exit"] === "suspend";
}

/** The data model at the start of a session, beside what sequencing gives. */
export function launchValues(record: LmsRecord | null, facts: ItemFacts | undefined, learner: string, mode: Mode): Record<string, string> {
  const resumed = resumes(record);
  const values: Record<string, string> = {};
  for (const [element, value] of Object.entries(record?.values ?? {})) {
    if (resumed && !SESSION.test(element)) values[element] = value;
  }
  const real = mode === "normal" || mode === "empty";
  return {
    ...values,
    "cmi.learner_id": learner,
    "cmi.learner_name": `Learner, ${learner}`,
    "cmi.entry": record === null ? "ab-initio" : resumed ? "resume" : "",
    "cmi.credit": real ? "credit" : "no-credit",
    "cmi.mode": mode === "empty" ? "normal" : mode,
    "cmi.launch_data": facts?.launchData ?? "",
    "cmi.max_time_allowed": facts?.maxTime ?? "",
    "cmi.time_limit_action": facts?.timeLimitAction ?? "",
    "cmi.scaled_passing_score": facts?.passingScore ?? "",
    "cmi.completion_threshold": facts?.completionThreshold ?? "",
  };
}

/**
 * Objectives of a record put where the same ones are now: the manifest's come first, in the order that
 * sequencing gives them, and an id that is set may not be set again (RTE, 4.2.17).
 */
export function moveObjectives(values: Record<string, string>, ids: readonly string[]): Record<string, string> {
  const places = new Map(ids.map((id, index) => [id, index]));
  const moved: Record<string, string> = {};
  for (const [element, value] of Object.entries(values)) {
    const [, index, field] = /^cmi\.objectives\.(\d+)\.(.+)$/.exec(element) ?? [];
    const id = index === undefined ? undefined : values[`cmi.objectives.${index}.id`];
    if (id === undefined) {
      moved[element] = value;
      continue;
    }
    const known = places.get(id);
    const place = known ?? places.size;
    places.set(id, place);
    if (field !== "id" || place >= ids.length) moved[`cmi.objectives.${place}.${field}`] = value;
  }
  return moved;
}

export function outcome(values: Record<string, string>): Outcome {
  const completion = values["cmi.completion_status"] ?? "";
  const success = values["cmi.success_status"] ?? "";
  const scaled = values["cmi.score.scaled"];
  const measure = values["cmi.progress_measure"];
  return {
    completion: completion === "completed" || completion === "incomplete" ? completion : "unknown",
    success: success === "passed" || success === "failed" ? success : "unknown",
    score: scaled === undefined ? null : Math.round(Number(scaled) * 1e4) / 100,
    progress: measure === undefined ? null : Number(measure),
  };
}
