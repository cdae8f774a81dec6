import { targetOf } from "../../../quiz/matching";
import { fits } from "../../../quiz/written";
import type { RunQuestion } from "../../../quiz/attempt";
import { all, fill, icon, make, unseen } from "../../dom";
import type { Words } from "../../words";
import { isTold } from "./control";
import type { Control, Shown } from "./control";
import { drag } from "./drag";

/** Pixels; a pointer that moved less has tapped, and the word goes to the first gap that is free. */
const TAP = 6;

/**
 * A text with gaps: fields to write in, or lists to choose from. Words that stand below go into the
 * lists by pointer too, dragged or tapped; the lists do the same without dragging (WCAG 2.5.7).
 */
export class Gaps implements Control {
  private readonly gaps: HTMLElement[];
  private readonly bank: HTMLElement[];
  private open = true;

  constructor(
    private readonly group: HTMLFieldSetElement,
    private readonly words: Words,
  ) {
    this.gaps = all(group, ".sk-gap");
    this.bank = all(group, ".sk-words > li");
    for (const gap of this.gaps) gap.append(make("span", { class: "sk-mark" }));
    for (const word of this.bank) this.drag(word);
    group.addEventListener("change", () => this.use());
  }

  get given(): string[] {
    const filled = this.gaps.filter((gap) => field(gap).value.trim());
    if (!filled.length || id(this.gaps[0]!) !== undefined) {
      return filled.flatMap((gap) => [id(gap)!, field(gap).value]);
    }
    return this.gaps.map((gap) => field(gap).value);
  }

  get complete(): boolean {
    return this.gaps.every((gap) => field(gap).value.trim());
  }

  show({ data, given, targets }: RunQuestion, shown: Shown): void {
    this.open = shown === "ask";
    const order = targets.map((target) => target.id);
    if (data.shuffle) for (const gap of this.gaps) arrange(field(gap), order);
    for (const name of order) {
      const word = this.bank.find((one) => one.dataset["word"] === name);
      word?.parentElement!.append(word);
    }
    this.gaps.forEach((gap, n) => {
      const choice = data.choices[n];
      const accept = data.gaps?.[n];
      const value = (accept ? given?.[n] : targetOf(given ?? [], choice!.id)) ?? "";
      this.put(gap, value, given !== null);
      const right = accept ? fits(accept, value) : value === choice!.target;
      const text = accept ? accept.texts[0]! : targets.find((one) => one.id === choice!.target)!.text;
      this.mark(gap, isTold(shown) ? right : null, shown === "key" ? text : "");
    });
    this.use();
  }

  /** What is being written is left alone: the caret would jump. */
  private put(gap: HTMLElement, value: string, given: boolean): void {
    const one = field(gap);
    const busy = this.open && !given && this.group.contains(document.activeElement);
    if (one.value !== value && !busy) one.value = value;
    if (one instanceof HTMLInputElement) one.readOnly = !this.open;
    else one.disabled = !this.open;
  }

  private mark(gap: HTMLElement, right: boolean | null, key: string): void {
    const place = gap.querySelector(".sk-mark")!;
    gap.dataset["mark"] = right === null ? "" : right ? "correct" : "incorrect";
    if (right === null) fill(place);
    else if (right) fill(place, icon("check"), unseen(this.words.text("chosen-right")));
    else if (key) fill(place, icon("cross"), unseen(`${this.words.text("right-answer")}: `), key);
    else fill(place, icon("cross"), unseen(this.words.text("chosen-wrong")));
  }

  /** Words that stand in a gap are pale; they may fill another all the same. */
  private use(): void {
    const used = this.gaps.map((gap) => field(gap).value);
    for (const word of this.bank) word.classList.toggle("sk-used", used.includes(word.dataset["word"]!));
  }

  private drag(word: HTMLElement): void {
    word.addEventListener("pointerdown", (start) => {
      if (!this.open) return;
      start.preventDefault();
      let gap = this.gaps.find((one) => !field(one).value);
      let moved = false;
      drag(word, start, this.group, {
        over: (y, x) => {
          moved ||= Math.hypot(x - start.clientX, y - start.clientY) >= TAP;
          if (!moved) return;
          const below = document.elementFromPoint(x, y);
          gap = this.gaps.find((one) => one.contains(below));
          this.aim(gap);
        },
        end: (dropped) => {
          this.aim();
          if (!gap || !dropped) return;
          field(gap).value = word.dataset["word"]!;
          gap.dispatchEvent(new Event("change", { bubbles: true }));
        },
      });
    });
  }

  /** Shows where a word would go. */
  private aim(at?: HTMLElement): void {
    for (const gap of this.gaps) gap.classList.toggle("sk-aim", gap === at);
  }
}

function field(gap: HTMLElement): HTMLInputElement | HTMLSelectElement {
  return gap.querySelector<HTMLInputElement | HTMLSelectElement>("input, select")!;
}

function id(gap: HTMLElement): string | undefined {
  return gap.dataset["choice"];
}

/** Puts the words of a list in the order shown. */
function arrange(list: HTMLElement, order: string[]): void {
  for (const name of order) {
    const option = list.querySelector(`[value="${name}"]`);
    if (option) list.append(option);
  }
}
