import { targetOf } from "../../quiz/matching";
import type { RunQuestion } from "../../quiz/attempt";
import { all, fill, icon, make } from "../dom";
import type { Words } from "../words";
import { isTold } from "./control";
import type { Control, Shown } from "./control";

/** Rows that have a list each, to choose what belongs to them. */
export class Matches implements Control {
  private readonly rows: HTMLElement[];

  constructor(
    private readonly group: HTMLFieldSetElement,
    private readonly words: Words,
  ) {
    this.rows = all(group, ".sk-match");
    for (const row of this.rows) row.append(make("span", { class: "sk-mark" }));
  }

  get given(): string[] {
    return this.rows
      .filter((row) => list(row).value)
      .flatMap((row) => [row.dataset["choice"]!, list(row).value]);
  }

  get complete(): boolean {
    return this.rows.every((row) => list(row).value);
  }

  show(question: RunQuestion, shown: Shown): void {
    const { data, given, choices, targets } = question;
    this.group.append(...choices.map(({ id }) => this.row(id)));
    for (const { id, target } of data.choices) {
      const row = this.row(id);
      const select = list(row);
      this.offer(select, targets.map((one) => one.id));
      select.value = targetOf(given ?? [], id) ?? "";
      select.disabled = shown !== "ask";
      const right = select.value === target;
      const told = isTold(shown);
      row.dataset["mark"] = told ? (right ? "correct" : "incorrect") : "";
      const name = targets.find((one) => one.id === target)!.text;
      const word = this.words.text("right-answer");
      const mark = row.querySelector(".sk-mark")!;
      if (!told) fill(mark);
      else fill(mark, icon(right ? "check" : "cross"), right || shown !== "key" ? this.words.text(right ? "chosen-right" : "chosen-wrong") : `${word}: ${name}`);
    }
  }

  private row(id: string): HTMLElement {
    return this.rows.find((row) => row.dataset["choice"] === id)!;
  }

  private offer(select: HTMLSelectElement, ids: string[]): void {
    const options = [...select.options];
    if (options.slice(1).map(({ value }) => value).join() === ids.join()) return;
    for (const id of ids) select.append(options.find(({ value }) => value === id)!);
  }
}

function list(row: HTMLElement): HTMLSelectElement {
  return row.querySelector("select")!;
}

/** Rows of a scale, with a circle for every place on it. */
export class Scale implements Control {
  private readonly rows: HTMLElement[];

  constructor(group: HTMLFieldSetElement) {
    this.rows = all(group, ".sk-statement");
  }

  get given(): string[] {
    return this.rows.flatMap((row) =>
      circles(row).filter(({ checked }) => checked).flatMap(({ value }) => [row.dataset["choice"]!, value]),
    );
  }

  get complete(): boolean {
    return this.given.length === 2 * this.rows.length;
  }

  show({ given }: RunQuestion, shown: Shown): void {
    for (const row of this.rows) {
      const chosen = targetOf(given ?? [], row.dataset["choice"]!);
      for (const circle of circles(row)) {
        circle.checked = circle.value === chosen;
        circle.disabled = shown !== "ask";
      }
    }
  }
}

function circles(row: HTMLElement): HTMLInputElement[] {
  return all(row, "input") as HTMLInputElement[];
}
