import type { RunQuestion } from "../../quiz/attempt";
import { fill, icon, make } from "../dom";
import type { Words } from "../words";
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
