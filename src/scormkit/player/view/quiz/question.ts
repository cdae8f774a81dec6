import type { ChoiceKind, MoreKind, QuestionData } from "../../course";
import type { RunQuestion } from "../../quiz/attempt";
import { all, fill, icon, make } from "../dom";
import type { Words } from "../words";
import { Choices } from "./controls/choices";
import { isTold } from "./controls/control";
import type { Control, MakeControl, Shown } from "./controls/control";

export const SIGNS = { correct: "check", partial: "half", incorrect: "cross", noted: "check" } as const;

const choices: MakeControl = (group, words) => new Choices(group, words);
const CONTROLS: Record<ChoiceKind, MakeControl> & Partial<Record<MoreKind, MakeControl>> = {
  single: choices,
  multiple: choices,
  "true-false": choices,
};

/** Takes in the controls of kinds that only some courses have. */
export function equip(more: Record<MoreKind, MakeControl>): void {
  Object.assign(CONTROLS, more);
}

/** One question of a test, in the markup that came with the page. */
export class QuestionView {
  readonly heading = make("h3", { class: "sk-number", tabindex: "-1" });
  private readonly control: Control;
  private readonly verdict = make("p", { class: "sk-verdict", hidden: true });

  constructor(
    readonly element: HTMLElement,
    kind: QuestionData["kind"],
    private readonly words: Words,
    /** The author's feedback is to be shown with an outcome. */
    private readonly feedback: boolean,
  ) {
    const group = element.querySelector("fieldset")!;
    this.control = CONTROLS[kind]!(group, words);
    element.prepend(this.heading);
    group.after(this.verdict);
  }

  /** What is chosen or written now. */
  get given(): string[] {
    return this.control.given;
  }

  /** Whether it can be checked. */
  get complete(): boolean {
    return this.control.complete;
  }

  show(question: RunQuestion, shown: Shown, title: string): void {
    this.heading.textContent = title;
    this.control.show(question, shown, this.feedback);
    this.tell(question, shown);
  }

  press(place: number): boolean {
    return this.control.press?.(place) ?? false;
  }

  /** What a screen reader should say of the outcome. */
  spoken(): string {
    const parts = all(this.element, ".sk-told").filter((part) => !part.hidden);
    return [this.verdict, ...parts].map((part) => part.textContent!.trim()).join(". ");
  }

  private tell({ given, outcome, points, data }: RunQuestion, shown: Shown): void {
    const result = isTold(shown) ? outcome : null;
    for (const part of all(this.element, ":scope > .sk-told")) {
      part.hidden = !this.feedback || part.dataset["told"] !== result;
    }
    this.element.dataset["outcome"] = result ?? "";
    this.verdict.hidden = !result;
    if (!result) return;
    const earned = this.words.text("points-of", { points: points ?? 0, n: data.points });
    fill(
      this.verdict,
      icon(SIGNS[result]),
      make("strong", {}, this.words.text(given ? `outcome-${result}` : "outcome-none")),
      data.points ? make("span", { class: "sk-facts" }, ` · ${earned}`) : null,
    );
  }
}
