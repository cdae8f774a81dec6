import type { RunQuestion } from "../../../quiz/attempt";
import { all, fill, icon, make } from "../../dom";
import type { Words } from "../../words";
import { isTold } from "./control";
import type { Control, Shown } from "./control";

/** Rows with circles or boxes. */
export class Choices implements Control {
  private readonly rows = new Map<string, HTMLElement>();

  constructor(
    private readonly group: HTMLFieldSetElement,
    private readonly words: Words,
  ) {
    for (const row of all(group, ".sk-row")) {
      this.rows.set(row.dataset["choice"]!, row);
      const label = row.querySelector("label")!;
      label.insertBefore(
        make("span", { class: "sk-letter", "aria-hidden": "true" }),
        label.querySelector(".sk-answer"),
      );
      label.append(make("span", { class: "sk-mark" }));
    }
    group.addEventListener("change", () => this.choose());
  }

  get given(): string[] {
    return [...this.rows].filter(([, row]) => input(row).checked).map(([id]) => id);
  }

  get complete(): boolean {
    return this.given.length > 0;
  }

  show(question: RunQuestion, shown: Shown, feedback: boolean): void {
    this.arrange(question.choices.map(({ id }) => id));
    for (const [id, row] of this.rows) {
      const control = input(row);
      control.checked = question.given?.includes(id) ?? false;
      control.disabled = shown !== "ask";
    }
    this.choose();
    this.mark(question, shown, feedback);
  }

  press(place: number): boolean {
    const row = [...this.rows.values()][place];
    if (!row || input(row).disabled) return false;
    input(row).focus();
    input(row).click();
    return true;
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

  private mark({ data, given }: RunQuestion, shown: Shown, feedback: boolean): void {
    const told = isTold(shown);
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
      const own = row.querySelector<HTMLElement>(".sk-told");
      if (own) own.hidden = !(feedback && told && chosen);
    }
  }
}

function input(row: HTMLElement): HTMLInputElement {
  return row.querySelector("input")!;
}
