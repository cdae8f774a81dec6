import type { RunQuestion } from "../../quiz/attempt";
import { all, fill, icon, make } from "../dom";
import type { Words } from "../words";

/** How much of a question is shown: open to answers, or with its outcome, or with the key too. */
export type Shown = "ask" | "answers" | "results" | "key";

export const SIGNS = { correct: "check", partial: "half", incorrect: "cross" } as const;

/** One question of a test, in the markup that came with the page. */
export class QuestionView {
  readonly heading = make("h3", { class: "sk-number", tabindex: "-1" });
  private readonly rows = new Map<string, HTMLElement>();
  private readonly group: HTMLFieldSetElement;
  private readonly verdict = make("p", { class: "sk-verdict", hidden: true });

  constructor(
    readonly element: HTMLElement,
    private readonly words: Words,
    /** The author's feedback is to be shown with an outcome. */
    private readonly feedback: boolean,
  ) {
    this.group = element.querySelector("fieldset")!;
    for (const row of all(element, ".sk-row")) {
      this.rows.set(row.dataset["choice"]!, row);
      const label = row.querySelector("label")!;
      label.insertBefore(
        make("span", { class: "sk-letter", "aria-hidden": "true" }),
        label.querySelector(".sk-answer"),
      );
      label.append(make("span", { class: "sk-mark" }));
    }
    element.prepend(this.heading);
    this.group.after(this.verdict);
    this.group.addEventListener("change", () => this.choose());
  }

  /** Ids of what is chosen now. */
  get chosen(): string[] {
    return [...this.rows].filter(([, row]) => input(row).checked).map(([id]) => id);
  }

  show(question: RunQuestion, shown: Shown, title: string): void {
    this.heading.textContent = title;
    this.arrange(question.choices.map(({ id }) => id));
    for (const [id, row] of this.rows) {
      const control = input(row);
      control.checked = question.given?.includes(id) ?? false;
      control.disabled = shown !== "ask";
    }
    this.choose();
    this.mark(question, shown);
    this.tell(question, shown);
  }

  /** Chooses by the place in the order shown, as a key on the keyboard does. */
  press(place: number): boolean {
    const row = [...this.rows.values()][place];
    if (!row || input(row).disabled) return false;
    input(row).focus();
    input(row).click();
    return true;
  }

  /** What a screen reader should say of the outcome. */
  spoken(): string {
    const parts = all(this.element, ".sk-told").filter((part) => !part.hidden);
    return [this.verdict, ...parts].map((part) => part.textContent!.trim()).join(". ");
  }

  private arrange(ids: string[]): void {
    const old = [...this.rows.keys()];
    if (ids.join() !== old.join()) {
      const rows = ids.map((id): [string, HTMLElement] => [id, this.rows.get(id)!]);
      this.rows.clear();
      for (const [id, row] of rows) this.rows.set(id, row);
      this.group.append(...this.rows.values());
    }
    const letters = this.words.text("letters");
    [...this.rows.values()].forEach((row, n) => {
      row.querySelector(".sk-letter")!.textContent = letters.charAt(n);
    });
  }

  private choose(): void {
    for (const row of this.rows.values()) row.classList.toggle("sk-chosen", input(row).checked);
  }

  private mark({ data, given }: RunQuestion, shown: Shown): void {
    const told = shown === "results" || shown === "key";
    for (const { id, correct } of data.choices) {
      const row = this.rows.get(id)!;
      const chosen = given?.includes(id) ?? false;
      // a single wrong answer of several would give the key away
      const sure = shown === "key" || (told && chosen && data.kind !== "multiple");
      const mark = !sure ? "" : correct ? "correct" : chosen ? "incorrect" : "";
      const word = !mark ? "" : !correct ? "chosen-wrong" : chosen ? "chosen-right" : "right-answer";
      row.dataset["mark"] = mark;
      const place = row.querySelector(".sk-mark")!;
      if (word) fill(place, icon(correct ? "check" : "cross"), this.words.text(word));
      else fill(place);
      const feedback = row.querySelector<HTMLElement>(".sk-told");
      if (feedback) feedback.hidden = !(this.feedback && told && chosen);
    }
  }

  private tell({ given, outcome, points, data }: RunQuestion, shown: Shown): void {
    const result = shown === "results" || shown === "key" ? outcome : null;
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
      make("span", { class: "sk-facts" }, ` · ${earned}`),
    );
  }
}

function input(row: HTMLElement): HTMLInputElement {
  return row.querySelector("input")!;
}
