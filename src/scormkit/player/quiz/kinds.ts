import type { ChoiceData, QuestionData } from "../course";
import { earn } from "./choice";

/** How each kind of question turns an answer into its share of the points, 0..1. */
export const SHARES: Record<
  QuestionData["kind"],
  (question: QuestionData, given: readonly ChoiceData[]) => number
> = {
  single: earn,
  multiple: earn,
  "true-false": earn,
};
