import type { RunQuestion } from "../../quiz/attempt";
import { fill, icon, make, unseen } from "../dom";
import type { Words } from "../words";

/** Numbered dots, one for each question: answered or not, and which one is shown. */
export class Strip {
  readonly element: HTMLElement;
  private readonly list = make("ol");

  constructor(
    private readonly words: Words,
    private readonly go: (index: number) => void,
  ) {
    this.element = make("nav", { class: "sk-strip", "aria-label": words.text("questions") }, this.list);
  }

  update(questions: RunQuestion[], position: number, told: boolean): void {
    if (this.list.childElementCount !== questions.length) {
      const dots = questions.map((_, n) =>
        make("li", {}, make("button", { type: "button", click: () => this.go(n) })),
      );
      fill(this.list, ...dots);
    }
    questions.forEach(({ given, outcome }, n) => {
      const dot = this.list.children[n]!.firstElementChild as HTMLElement;
      const known = told && given ? outcome : null;
      const state = known ? `outcome-${known}` : given ? "answered" : "unanswered";
      dot.dataset["state"] = known ?? (given ? "answered" : "");
      if (n === position) dot.setAttribute("aria-current", "step");
      else dot.removeAttribute("aria-current");
      fill(
        dot,
        unseen(`${this.words.text("question")} `),
        String(n + 1),
        known ? icon(known) : null,
        unseen(`, ${this.words.text(state)}`),
      );
    });
  }
}
