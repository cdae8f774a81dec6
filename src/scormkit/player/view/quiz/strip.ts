import type { RunQuestion } from "../../quiz/attempt";
import { fill, icon, make, toggle, unseen } from "../dom";
import type { Words } from "../words";
import { SIGNS } from "./question";

/** The numbered dots: which question is shown, which are answered, which are marked for later. */
export class Strip {
  readonly element: HTMLElement;
  private readonly list = make("ol");

  constructor(
    private readonly words: Words,
    private readonly go: (index: number) => void,
  ) {
    this.element = make(
      "nav",
      { class: "sk-strip", "aria-label": words.text("questions"), hidden: true },
      this.list,
    );
  }

  /** With `told`, right and wrong are shown of what is answered. */
  show(questions: RunQuestion[], current: number, told: boolean, flags: Set<string>): void {
    if (this.list.childElementCount !== questions.length) this.build(questions.length);
    questions.forEach(({ data, given, outcome }, n) => {
      const dot = this.list.children[n]!.firstElementChild as HTMLElement;
      const result = told && given ? outcome : null;
      const flagged = flags.has(data.id);
      const state = flagged ? "flagged" : (result ?? (given ? "answered" : "open"));
      dot.dataset["state"] = state;
      toggle(dot, "aria-current", n === current && "step");
      const sign = flagged ? "flag" : result ? SIGNS[result] : "";
      const word = this.words.text(result && !flagged ? `outcome-${result}` : `dot-${state}`);
      fill(
        dot,
        unseen(`${this.words.text("question")} `),
        String(n + 1),
        unseen(`, ${word}`),
        sign ? icon(sign) : null,
      );
    });
  }

  private build(count: number): void {
    const dots = Array.from({ length: count }, (_, n) =>
      make("li", {}, make("button", { type: "button", class: "sk-q", click: () => this.go(n) })),
    );
    fill(this.list, ...dots);
  }
}
