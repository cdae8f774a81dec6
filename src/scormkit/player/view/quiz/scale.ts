import { targetOf } from "../../quiz/matching";
import type { RunQuestion } from "../../quiz/attempt";
import { all } from "../dom";
import type { Control, Shown } from "./control";

/** Statements with a circle for every place on the scale. */
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
