import type { ChoiceData, QuestionData } from "../course";

/**
 * What an answer earns of a question of choices, 0..1. Without partial credit only the whole answer
 * counts; with it, every wrong choice takes back what a right one gave.
 */
export function earn(question: QuestionData, given: readonly ChoiceData[]): number {
  const right = question.choices.filter((choice) => choice.correct);
  const hits = given.filter((choice) => choice.correct).length;
  const misses = given.length - hits;
  if (hits === right.length && misses === 0) return 1;
  return question.partial ? Math.max(0, hits - misses) / right.length : 0;
}
