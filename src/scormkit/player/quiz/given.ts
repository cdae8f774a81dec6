import type { QuestionData } from "../course";
import { cut } from "../state/text";
import type { Given } from "../state/record";

/** An answer as the learner's record keeps it; `null` if there is none. */
export function kept(question: QuestionData, given: readonly string[]): Given | null {
  if (question.room !== undefined) {
    const lines = question.gaps ? given : [given.join("\n")]; // each gap has room of its own
    const text = lines.map((line) => cut(line, question.room!)).join("\n");
    return text.trim() ? text : null;
  }
  const parts = known(question);
  const keys = given.map((id) => parts.find((part) => part.id === id)!.key);
  if (!keys.length) return null;
  return isSet(question) ? keys.sort((a, b) => a - b) : keys;
}

/** The answer that a record keeps, in the author's order where none is meant; `null` if parts of it are gone. */
export function answered(question: QuestionData, given: Given | null): string[] | null {
  if (given === null) return null;
  if (typeof given === "string") {
    const lines = given.split("\n");
    const all = (question.gaps ?? lines).length;
    return question.room && lines.length === all ? lines : null;
  }
  const parts = known(question);
  const found = given.map((key) => parts.find((part) => part.key === key)?.id);
  if (question.room !== undefined || found.includes(undefined)) return null;
  const ids = found as string[];
  return isSet(question) ? parts.map(({ id }) => id).filter((id) => ids.includes(id)) : ids;
}

function known({ choices, targets }: QuestionData): { id: string; key: number }[] {
  return targets ? [...choices, ...targets] : choices;
}

function isSet({ kind }: QuestionData): boolean {
  return kind === "single" || kind === "multiple" || kind === "true-false";
}
