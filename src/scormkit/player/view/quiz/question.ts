import type { RunQuestion } from "../../quiz/attempt";
import { all, fill, icon, make } from "../dom";
import type { Words } from "../words";

/** How much of a question is shown: open to answers, or with its outcome, or with the key too. */
export type Shown = "ask" | "answers" | "results" | "key";

/** One question of a test, in the markup that came with the page. */
export class QuestionView {
  readonly item: HTMLElement;
  private readonly rows = new Map<string, HTMLElement>();
  private readonly verdict = make("p", { class: "sk-verdict", hidden: true });

  constructor(
    readonly fieldset: HTMLFieldSetElement,
    private readonly words: Words,
    /** The author's feedback is to be shown with an outcome. */
    private readonly feedback: boolean,
  ) {
    this.item = fieldset.closest("li") ?? fieldset;
    for (const row of all(fieldset, ".sk-choice")) {
      this.rows.set(row.dataset["choice"]!, row);
      row.querySelector("label")!.prepend(make("span", { class: "sk-letter", "aria-hidden": "true" }));
      row.append(make("span", { class: "sk-mark" }));
    }
    fieldset.querySelector(".sk-choices")!.after(this.verdict);
    fieldset.addEventListener("change", () => this.choose());
  }

  /** Ids of what is chosen now. */
  get chosen(): string[] {
    return [...this.rows].filter(([, row]) => input(row).checked).map(([id]) => id);
  }

  show(question: RunQuestion, shown: Shown): void {
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
    const parts = all(this.fieldset, ".sk-choice-feedback, .sk-feedback").filter((e) => !e.hidden);
    return [this.verdict, ...parts].map((part) => part.textContent?.trim()).join(". ");
  }

  /** Back to the order of the author, which a printed key refers to. */
  arrange(ids: string[]): void {
    const old = [...this.rows.keys()];
    if (ids.join() !== old.join()) {
      const rows = ids.map((id): [string, HTMLElement] => [id, this.rows.get(id)!]);
      this.rows.clear();
      for (const [id, row] of rows) this.rows.set(id, row);
      this.fieldset.querySelector(".sk-choices")!.append(...this.rows.values());
    }
    [...this.rows.values()].forEach((row, n) => {
      row.querySelector(".sk-letter")!.textContent = String.fromCharCode(65 + n);
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
      const sure = shown === "key" || (told && chosen && data.kind !== "multiple");
      const right = sure && correct;
      const wrong = sure && chosen && !correct;
      const mark = row.querySelector(".sk-mark")!;
      row.dataset["mark"] = right ? "correct" : wrong ? "incorrect" : "";
      if (right) fill(mark, icon("correct"), this.words.text(chosen ? "chosen-right" : "right-answer"));
      else if (wrong) fill(mark, icon("incorrect"), this.words.text("chosen-wrong"));
      else fill(mark);
      const feedback = row.querySelector<HTMLElement>(".sk-choice-feedback");
      if (feedback) feedback.hidden = !(this.feedback && told && chosen);
    }
  }

  private tell({ data, given, outcome, points }: RunQuestion, shown: Shown): void {
    const told = shown === "results" || shown === "key";
    const result = told ? outcome : null;
    for (const part of all(this.fieldset, ".sk-feedback")) {
      part.hidden = !this.feedback || part.dataset["outcome"] !== result;
    }
    this.verdict.hidden = !result;
    if (!result) return;
    this.verdict.dataset["outcome"] = result;
    const word = given ? `outcome-${result}` : "outcome-none";
    const earned = this.words.text("points-of", { points: points ?? 0, n: data.points });
    fill(
      this.verdict,
      icon(result),
      make("strong", {}, this.words.text(word)),
      make("span", { class: "sk-earned" }, earned),
    );
  }
}

function input(row: HTMLElement): HTMLInputElement {
  return row.querySelector("input")!;
}
