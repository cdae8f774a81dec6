import type { TargetData } from "../../../course";
import { targetOf } from "../../../quiz/matching";
import type { RunQuestion } from "../../../quiz/attempt";
import { all, fill, icon, make } from "../../dom";
import type { Words } from "../../words";
import { isTold } from "./control";
import type { Control, Shown } from "./control";
import { drag } from "./drag";

/** Rows that have a list each, to choose what belongs to them; it can be dragged there as well. */
export class Matches implements Control {
  private readonly rows: HTMLElement[];
  /** The lists say the same, so screen readers need not hear of it. */
  private readonly bank = make("div", { class: "sk-bank", "aria-hidden": "true" });

  constructor(
    private readonly group: HTMLFieldSetElement,
    private readonly words: Words,
  ) {
    this.rows = all(group, ".sk-match");
    for (const row of this.rows) row.append(make("span", { class: "sk-mark" }));
    this.rows[0]!.before(this.bank);
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
    this.bank.hidden = shown !== "ask";
    fill(this.bank, ...targets.map((target) => this.chip(target)));
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

  private chip({ id, text }: TargetData): HTMLElement {
    const chip = make("span", { class: "sk-chip" }, icon("grip"), text);
    let onto: HTMLElement | undefined;
    const aim = (row?: HTMLElement): void => {
      onto?.classList.remove("sk-aim");
      row?.classList.add("sk-aim");
      onto = row;
    };
    chip.addEventListener("pointerdown", (event) =>
      drag(chip, event, this.group, {
        over: (y) =>
          aim(
            this.rows.find((row) => {
              const { top, bottom } = row.getBoundingClientRect();
              return y > top && y < bottom;
            }),
          ),
        end: (dropped) => {
          const select = dropped && onto && list(onto);
          aim();
          if (!select) return;
          select.value = id;
          select.dispatchEvent(new Event("change", { bubbles: true }));
        },
      }),
    );
    return chip;
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
