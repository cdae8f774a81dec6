import type { QuestionData } from "../course";
import type { ResponseType } from "../lms";
import type { Kind } from "./kinds";

export function choice(type: ResponseType): Kind {
  return {
    type,
    share: earn,
    correct: ({ choices }) => choices.filter(({ correct }) => correct).map(({ id }) => id),
  };
}

/**
 * What an answer earns of a question of choices, 0..1. Without partial credit only the whole answer
 * counts; with it, every wrong choice takes back what a right one gave.
 */
export function earn({ choices, partial }: QuestionData, given: readonly string[]): number {
  const right = choices.filter(({ correct }) => correct);
  const hits = right.filter(({ id }) => given.includes(id)).length;
  const misses = given.length - hits;
  if (hits === right.length && misses === 0) return 1;
  return partial ? Math.max(0, hits - misses) / right.length : 0;
}
