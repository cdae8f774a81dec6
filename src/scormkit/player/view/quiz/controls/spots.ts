import type { ChoiceData } from "../../../course";
import type { RunQuestion } from "../../../quiz/attempt";
import { areaAt } from "../../../quiz/spots";
import { button, fill, icon, make, toggle, unseen } from "../../dom";
import type { Words } from "../../words";
import { fillRight, isTold } from "./control";
import type { Control, Shown } from "./control";

const NEAR = 14; // pixels: a click so near to a mark outside of all areas means that mark

/** A picture to set marks in: anywhere by a click, in its areas by keyboard. */
export class Spots implements Control {
  private marks: string[] = [];
  private most = 1;
  private areas: readonly ChoiceData[] = [];
  private open = false;
  private readonly stage: HTMLElement;
  private readonly shapes: SVGElement[];
  private readonly pins = make("div", { class: "sk-pins" });
  private readonly right = make("p", { class: "sk-right", hidden: true });
  private readonly clear: HTMLButtonElement;

  constructor(
    private readonly group: HTMLFieldSetElement,
    private readonly words: Words,
  ) {
    this.stage = group.querySelector(".sk-spots")!;
    this.shapes = [...this.stage.querySelectorAll<SVGElement>(".sk-area")];
    this.clear = button("quiet", [words.text("marks-clear")], () => this.change([]));
    this.stage.querySelector("svg")!.removeAttribute("aria-hidden");
    for (const shape of this.shapes) {
      shape.setAttribute("role", "button");
      shape.setAttribute("aria-label", shape.dataset["name"]!);
      shape.addEventListener("keydown", (event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        this.mark(this.spotOf(shape));
      });
    }
    this.stage.append(this.pins);
    this.stage.addEventListener("click", (event) => this.click(event));
    this.stage.after(this.clear, this.right);
  }

  get given(): string[] {
    return this.marks;
  }

  get complete(): boolean {
    return this.marks.length > 0;
  }

  show(question: RunQuestion, shown: Shown): void {
    const { data, given } = question;
    this.most = data.marks!;
    this.areas = data.choices;
    this.open = shown === "ask";
    this.marks = given ?? [];
    this.draw(isTold(shown));
    for (const shape of this.shapes) {
      const { correct } = this.areaOf(shape);
      shape.dataset["mark"] = shown === "key" && correct ? "correct" : "";
    }
    toggle(this.stage, "data-locked", !this.open && "");
    fillRight(this.right, question, shown, this.words);
  }

  private click(event: MouseEvent): void {
    const box = this.stage.querySelector("img")?.getBoundingClientRect();
    if (!this.open || !box) return;
    const shape = this.shapes.find((one) => one === event.target);
    const far = (one: string, other: string): number => {
      const [x, y, u, v] = `${one},${other}`.split(",").map(Number) as [number, number, number, number];
      return Math.hypot((x - u) * box.width, (y - v) * box.height) / 1000;
    };
    const place = (at: number, from: number, size: number): number =>
      Math.max(0, Math.min(1000, Math.round(((at - from) / size) * 1000)));
    const mark = [
      place(event.clientX, box.x, box.width),
      place(event.clientY, box.y, box.height),
    ].join();
    if (areaAt(this.areas, mark)) this.mark(mark);
    // a screen reader clicks in the middle of what it names, which may lie beside a bent area
    else if (shape) this.mark(this.spotOf(shape));
    else this.mark(this.marks.find((one) => !areaAt(this.areas, one) && far(one, mark) < NEAR) ?? mark);
  }

  /** Sets a mark, or takes it away; in an area there is one, and one too many drives out the oldest. */
  private mark(mark: string): void {
    if (!this.open) return;
    const area = areaAt(this.areas, mark);
    const same = (other: string): boolean =>
      other === mark || (area !== undefined && areaAt(this.areas, other) === area);
    const others = this.marks.filter((other) => !same(other));
    const taken = this.most > 1 && others.length < this.marks.length;
    this.change(taken ? others : [...others, mark].slice(-this.most));
  }

  private change(marks: string[]): void {
    this.marks = marks;
    this.draw(false);
    this.group.dispatchEvent(new Event("change", { bubbles: true }));
  }

  private draw(told: boolean): void {
    const marked = this.marks.map((mark) => areaAt(this.areas, mark));
    fill(
      this.pins,
      ...this.marks.map((mark, n) => {
        const [x, y] = mark.split(",");
        const area = marked[n];
        const sign = !told ? null : area?.correct ? "check" : "cross";
        const pin = make("span", { class: "sk-pin" }, sign && icon(sign));
        pin.style.left = `${Number(x) / 10}%`;
        pin.style.top = `${Number(y) / 10}%`;
        if (!told) return pin;
        pin.dataset["mark"] = area?.correct ? "correct" : "incorrect";
        const name = area?.text ?? this.words.text("mark-outside");
        pin.append(unseen(`${name}: ${this.words.text(area?.correct ? "chosen-right" : "chosen-wrong")}. `));
        return pin;
      }),
    );
    for (const shape of this.shapes) {
      shape.setAttribute("aria-pressed", String(marked.includes(this.areaOf(shape))));
      toggle(shape, "aria-disabled", !this.open && "true");
      toggle(shape, "tabindex", this.open && "0");
    }
    this.clear.hidden = !this.open || this.most === 1 || !this.marks.length;
  }

  private areaOf(shape: SVGElement): ChoiceData {
    return this.areas.find(({ id }) => id === shape.dataset["choice"])!;
  }

  /** A point that is this area's alone. */
  private spotOf(shape: SVGElement): string {
    return this.areaOf(shape).spot!.join();
  }
}
