import type { RunQuestion } from "../../quiz/attempt";
import { all, fill, icon, iconButton, make } from "../dom";
import type { Words } from "../words";
import { isTold } from "./control";
import type { Control, Shown } from "./control";

/** A list to be put in order, with a button up and a button down at every item. */
export class Sequence implements Control {
  private readonly list: HTMLElement;
  /** As long as nothing was moved there is no answer. */
  private moved = false;

  constructor(
    private readonly group: HTMLFieldSetElement,
    private readonly words: Words,
  ) {
    this.list = group.querySelector(".sk-order")!;
    for (const item of this.items) {
      const name = item.textContent!.trim();
      const move = (step: -1 | 1): HTMLButtonElement => {
        const [sign, word] = step < 0 ? ["up", "move-up"] : ["down", "move-down"];
        return iconButton(sign!, `${words.text(word!)}: ${name}`, () => this.move(item, step));
      };
      item.append(make("span", { class: "sk-mark" }), move(-1), move(1));
    }
  }

  get given(): string[] {
    return this.moved ? this.items.map(id) : [];
  }

  get complete(): boolean {
    return this.moved;
  }

  show({ data, given, choices }: RunQuestion, shown: Shown): void {
    const order = given ?? choices.map((choice) => choice.id);
    this.moved = given !== null;
    const items = this.items;
    const wanted = order.map((name) => items.find((item) => id(item) === name)!);
    if (items.some((item, n) => item !== wanted[n])) this.list.append(...wanted);
    this.edges();
    wanted.forEach((item, n) => {
      const right = data.choices.findIndex((choice) => choice.id === id(item));
      const told = isTold(shown) && given !== null;
      item.dataset["mark"] = told ? (right === n ? "correct" : "incorrect") : "";
      for (const move of all(item, "button")) move.hidden = shown !== "ask";
      const mark = item.querySelector(".sk-mark")!;
      if (!told) fill(mark);
      else if (right === n) fill(mark, icon("check"), this.words.text("chosen-right"));
      else fill(mark, icon("cross"), shown === "key" ? this.words.text("right-place", { n: right + 1 }) : this.words.text("chosen-wrong"));
    });
  }

  private move(item: HTMLElement, step: -1 | 1): void {
    const other = step < 0 ? item.previousElementSibling : item.nextElementSibling;
    if (!other) return;
    const [up, down] = all(item, "button");
    if (step < 0) other.before(item);
    else other.after(item);
    this.moved = true;
    this.edges();
    this.group.dispatchEvent(new Event("change", { bubbles: true }));
    const used = step < 0 ? up! : down!;
    (used.getAttribute("aria-disabled") ? (step < 0 ? down! : up!) : used).focus();
  }

  /** The first cannot go up, the last not down. */
  private edges(): void {
    const items = this.items;
    items.forEach((item, n) => {
      const [up, down] = all(item, "button");
      for (const [move, stuck] of [[up!, n === 0], [down!, n === items.length - 1]] as const) {
        if (stuck) move.setAttribute("aria-disabled", "true");
        else move.removeAttribute("aria-disabled");
      }
    });
  }

  private get items(): HTMLElement[] {
    return all(this.list, ".sk-item");
  }
}

function id(item: HTMLElement): string {
  return item.dataset["choice"]!;
}
