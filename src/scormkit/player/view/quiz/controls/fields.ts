import { lettersOf } from "../../../quiz/written";
import type { RunQuestion } from "../../../quiz/attempt";
import { cut } from "../../../state/text";
import { make } from "../../dom";
import type { Words } from "../../words";
import { fillRight, isTold } from "./control";
import type { Control, Shown } from "./control";

/** A field to write in. */
export class Fields implements Control {
  protected readonly field: HTMLInputElement | HTMLTextAreaElement;
  private readonly right = make("p", { class: "sk-right", hidden: true });

  constructor(
    group: HTMLFieldSetElement,
    protected readonly words: Words,
  ) {
    this.field = group.querySelector<HTMLInputElement>(".sk-input")!;
    group.append(this.right);
  }

  get given(): string[] {
    return this.field.value.trim() ? this.field.value.split("\n") : [];
  }

  get complete(): boolean {
    return this.given.length > 0;
  }

  show(question: RunQuestion, shown: Shown): void {
    const { field } = this;
    const { given, outcome } = question;
    const text = given?.join("\n") ?? "";
    // what is being written is left alone: the caret would jump
    if (field.value !== text && (shown !== "ask" || given)) field.value = text;
    if (!given && field !== document.activeElement) field.value = "";
    field.readOnly = shown !== "ask";
    field.parentElement!.dataset["mark"] = (isTold(shown) && outcome) || "";
    fillRight(this.right, question, shown, this.words);
  }
}

const PAUSE = 1200; // ms without a letter before a screen reader is told how many there are

/** A field for a longer text, which says how long it may be; what has no room cannot be written. */
export class Essay extends Fields {
  private readonly count = make("p", { class: "sk-facts", "aria-hidden": "true" });
  private readonly spoken = make("p", { class: "sk-vh", role: "status" });
  private asked?: RunQuestion["data"];
  private waiting = 0;

  constructor(group: HTMLFieldSetElement, words: Words) {
    super(group, words);
    this.field.addEventListener("input", () => this.measure());
    this.field.parentElement!.after(this.count, this.spoken);
  }

  override get complete(): boolean {
    return lettersOf(this.field.value) >= Math.max(1, this.asked!.essay!.least);
  }

  override show(question: RunQuestion, shown: Shown): void {
    this.asked = question.data;
    super.show(question, shown);
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
