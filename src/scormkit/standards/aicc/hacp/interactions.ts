import type { Interaction } from "../../../player/lms";
import { decimal, digits, feedback, kindName, patterns, time, timespan } from "../../cmi/formats";
import { interactions, limits, vocabularies } from "../datamodel.json";
import { lines } from "./hacp";

/** Who answers, where: the LMS's own ids, and the author's id of the unit. */
export interface Place {
  course: string;
  student: string;
  lesson: string;
}

/** Answers as the table that PutInteractions carries: a line of names, then one for each answer. */
export function table(place: Place, answers: readonly Interaction[]): string {
  const rows = answers.map((answer) => fields(place, answer));
  return lines(...[interactions, ...rows].map((row) => row.map(quoted).join(",")));
}

/** In the order of `interactions`. */
function fields({ course, student, lesson }: Place, answer: Interaction): string[] {
  const { at, id, kind, result, weight, latency } = answer;
  const alphabet = vocabularies.choice_characters;
  return [
    course,
    student,
    lesson,
    [digits(at.getFullYear(), 4), digits(at.getMonth() + 1, 2), digits(at.getDate(), 2)].join("/"),
    time(at),
    id,
    "",
    kindName(kind),
    patterns(answer, alphabet)[0] ?? "",
    feedback(answer, answer.given, alphabet) ?? "",
    !weight ? "neutral" : result ? "correct" : "wrong",
    decimal(Math.min(weight, limits.weighting)),
    timespan(latency, 0),
  ];
}

function quoted(field: string): string {
  return `"${field.replace(/"/g, "'")}"`;
}
