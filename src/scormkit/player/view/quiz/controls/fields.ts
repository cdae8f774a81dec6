import type { RunQuestion } from "../../../quiz/attempt";
import { lettersOf } from "../../../quiz/written";
import { cut } from "../../../state/text";
import { fill, icon, make } from "../../dom";
import type { Words } from "../../words";
import { isTold } from "./control";
import type { Control, Shown } from "./control";

/** A field to write in. */
export class Fields implements Control {
  private readonly field: HTMLInputElement;
  private readonly right = make("p", { class: "sk-right", hidden: true });

  constructor(
    group: HTMLFieldSetElement,
    private readonly words: Words,
  ) {
    this.field = group.querySelector("input")!;
    group.append(this.right);
  }

  get given(): string[] {
    return this.complete ? [this.field.value] : [];
  }

  get complete(): boolean {
    return this.field.value.trim() !== "";
  }

  show({ data, given, outcome }: RunQuestion, shown: Shown): void {
    const text = given?.[0] ?? "";
    // what is being written is left alone: the caret would jump
    if (this.field.value !== text && (shown !== "ask" || given)) this.field.value = text;
    if (!given && this.field !== document.activeElement) this.field.value = "";
    this.field.readOnly = shown !== "ask";
    this.field.parentElement!.dataset["mark"] = (isTold(shown) && outcome) || "";
    this.right.hidden = shown !== "key" || outcome === "correct";
    fill(this.right, icon("check"), `${this.words.text("right-answer")}: ${data.right!}`);
  }
}

const PAUSE = 1200; // ms without a letter before a screen reader is told how many there are

/** A field for a longer text, which says how long it may be; what has no room cannot be written. */
export class Essay implements Control {
  private readonly field: HTMLTextAreaElement;
  private readonly count = make("p", { class: "sk-facts", "aria-hidden": "true" });
  private readonly spoken = make("p", { class: "sk-vh", role: "status" });
  private readonly right = make("p", { class: "sk-right", hidden: true });
  private asked?: RunQuestion["data"];
  private waiting = 0;

  constructor(
    group: HTMLFieldSetElement,
    private readonly words: Words,
  ) {
    this.field = group.querySelector("textarea")!;
    this.field.addEventListener("input", () => this.measure());
    group.append(this.count, this.spoken, this.right);
  }

  get given(): string[] {
    return this.field.value.trim() ? this.field.value.split("\n") : [];
  }

  get complete(): boolean {
    return lettersOf(this.field.value) >= Math.max(1, this.asked!.essay!.least);
  }

  show({ data, given, outcome }: RunQuestion, shown: Shown): void {
    this.asked = data;
    const text = given?.join("\n") ?? "";
    // what is being written is left alone: the caret would jump
    if (this.field.value !== text && (shown !== "ask" || given)) this.field.value = text;
    if (!given && this.field !== document.activeElement) this.field.value = "";
    this.field.readOnly = shown !== "ask";
    this.right.hidden = shown !== "key" || outcome === "correct" || !data.right;
    fill(this.right, icon("check"), `${this.words.text("right-answer")}: ${data.right ?? ""}`);
    this.measure();
  }

  private measure(): void {
    const { field, words } = this;
    const { least, most } = this.asked!.essay!;
    const kept = cut(field.value, this.asked!.room!);
    if (kept !== field.value) field.value = kept;
    const n = lettersOf(kept);
    const still = n < least ? `, ${words.text("essay-least", { n: least })}` : "";
    const length = words.text("essay-length", { n, all: most }) + still;
    if (this.count.textContent === length) return;
    this.count.textContent = length;
    clearTimeout(this.waiting);
    this.waiting = window.setTimeout(() => (this.spoken.textContent = length), PAUSE);
  }
}
