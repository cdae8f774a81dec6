import type { RunQuestion } from "../../../quiz/attempt";
import { all, fill, icon, iconButton, make, toggle } from "../../dom";
import type { Words } from "../../words";
import { isTold } from "./control";
import type { Control, Shown } from "./control";
import { drag } from "./drag";

/** A list to be put in order: by dragging, or with a button up and a button down at every item. */
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
      const grip = make("span", { class: "sk-grip" }, icon("grip"));
      item.append(grip, make("span", { class: "sk-mark" }), move(-1), move(1));
      item.addEventListener("pointerdown", (event) => this.drag(item, event));
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
      for (const handle of all(item, "button, .sk-grip")) handle.hidden = shown !== "ask";
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
    this.changed();
    const used = step < 0 ? up! : down!;
    (used.getAttribute("aria-disabled") ? (step < 0 ? down! : up!) : used).focus();
  }

  /** A finger drags by the grip alone: elsewhere it scrolls. The others step aside at their middle. */
  private drag(item: HTMLElement, event: PointerEvent): void {
    const on = event.target as Element;
    const grip = item.querySelector<HTMLElement>(".sk-grip")!;
    const free = event.pointerType !== "touch" && !on.closest("button");
    if (grip.hidden || !(free || grip.contains(on))) return;
    const before = this.items;
    drag(item, event, this.list, {
      over: (y) => {
        let other: Element | null;
        while ((other = item.previousElementSibling) && y < middle(other)) item.after(other);
        while ((other = item.nextElementSibling) && y > middle(other)) item.before(other);
      },
      end: (dropped) => {
        if (!dropped) this.list.append(...before);
        else if (this.items.some((one, n) => one !== before[n])) this.changed();
      },
    });
  }

  private changed(): void {
    this.moved = true;
    this.edges();
    this.group.dispatchEvent(new Event("change", { bubbles: true }));
  }

  /** The first cannot go up, the last not down. */
  private edges(): void {
    const items = this.items;
    items.forEach((item, n) => {
      const [up, down] = all(item, "button");
      toggle(up!, "aria-disabled", n === 0 && "true");
      toggle(down!, "aria-disabled", n === items.length - 1 && "true");
    });
  }

  private get items(): HTMLElement[] {
    return all(this.list, ".sk-item");
  }
}

function middle(item: Element): number {
  const { top, height } = item.getBoundingClientRect();
  return top + height / 2;
}

function id(item: HTMLElement): string {
  return item.dataset["choice"]!;
}
