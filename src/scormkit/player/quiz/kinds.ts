import type { ChoiceKind, MoreKind, QuestionData } from "../course";
import type { Interaction, ResponseType } from "../lms";
import { choice } from "./choice";

/** What a kind of question makes of an answer: ids of what was chosen, or what was written. */
export interface Kind {
  type: ResponseType;
  /** Its share of the points, 0..1. */
  share(question: QuestionData, given: readonly string[]): number;
  /** What is right, in the terms of an interaction. */
  correct(question: QuestionData): string[];
  /** What an interaction tells of an answer, where that is not the answer itself. */
  said?(question: QuestionData, given: readonly string[]): string[];
  /** The interactions that an answer is told as, where no standard takes it as one. */
  apart?(told: Interaction, question: QuestionData): Interaction[];
}

const KINDS: Record<ChoiceKind, Kind> & Partial<Record<MoreKind, Kind>> = {
  single: choice("choice"),
  multiple: choice("choice"),
  "true-false": choice("true-false"),
};

export function kindOf({ kind }: QuestionData): Kind {
  return KINDS[kind]!;
}

/** Takes in kinds that only some courses have. */
export function learn(more: Record<MoreKind, Kind>): void {
  Object.assign(KINDS, more);
}
