import type { RunQuestion } from "../../../quiz/attempt";
import { fill, icon } from "../../dom";
import type { Words } from "../../words";

/** How much of a question is shown: open to answers, or with its outcome, or with the key too. */
export type Shown = "ask" | "answers" | "results" | "key";

/** Where a learner answers: the controls of one question, in the markup that came with the page. */
export interface Control {
  /** What is chosen or written now. */
  readonly given: string[];
  /** Whether it can be checked. */
  readonly complete: boolean;
  show(question: RunQuestion, shown: Shown, feedback: boolean): void;
  /** Chooses by the place in the order shown, as a key on the keyboard does. */
  press?(place: number): boolean;
}

export type MakeControl = (group: HTMLFieldSetElement, words: Words) => Control;

/** Whether right and wrong are shown. */
export function isTold(shown: Shown): boolean {
  return shown === "results" || shown === "key";
}

/** Says what is right below an answer that was not, where there is something to say. */
export function fillRight(
  place: HTMLElement,
  { data, outcome }: RunQuestion,
  shown: Shown,
  words: Words,
): void {
  place.hidden = shown !== "key" || outcome === "correct" || !data.right;
  fill(place, icon("check"), `${words.text("right-answer")}: ${data.right ?? ""}`);
}
