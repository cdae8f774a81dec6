import { button, fill, icon, make, unseen } from "./dom";
import { progressLine, showProgress } from "./rail";
import type { Rail } from "./rail";
import { nextPage } from "./stage";
import type { Stage } from "./stage";

/** The top bar of narrow windows. */
export class TopBar {
  readonly element: HTMLElement;
  private readonly share = make("span", { class: "sk-facts", "aria-hidden": "true" });
  private readonly line: HTMLElement;

  constructor(
    private readonly stage: Stage,
    rail: Rail,
  ) {
    const { learner, words } = stage;
    const label = [icon("menu"), unseen(words.text("contents"))];
    const menu = button("quiet", label, () => rail.open());
    menu.setAttribute("aria-haspopup", "dialog");
    this.line = progressLine(words.text("progress"));
    this.element = make(
      "header",
      { class: "sk-top" },
      menu,
      make("span", { class: "sk-top-title" }, learner.course.title),
      this.share,
      this.line,
    );
  }

  update(): void {
    const { learner, words } = this.stage;
    showProgress(this.line, learner.progress());
    this.share.textContent = words.percent(Math.floor(learner.progress() * 100));
  }
}

/** The bar below the text: back, where we are, and the one way on. */
export class BottomBar {
  readonly element: HTMLElement;
  private readonly back: HTMLButtonElement;
  private readonly count = make("span", { class: "sk-count" });
  private readonly saved = make("span", { class: "sk-saved" });
  private readonly on: HTMLButtonElement;
  /** The page that the buttons were drawn for. */
  private shown = "";

  constructor(private readonly stage: Stage) {
    const { words } = stage;
    const word = make("span", { class: "sk-word" }, words.text("back"));
    this.back = button("plain", [icon("prev"), word], () => this.previous());
    this.on = button("main", [], () => this.forward());
    this.on.classList.add("sk-on-button");
    this.element = make(
      "nav",
      { class: "sk-bar", "aria-label": words.text("pages") },
      this.back,
      make("p", { class: "sk-where" }, this.count, this.saved),
      this.on,
    );
  }

  update(): void {
    const { learner, words } = this.stage;
    const n = this.index() + 1;
    const next = nextPage(learner);
    this.back.classList.toggle("sk-none", n === 1);
    this.back.disabled = n === 1;
    this.count.textContent = words.text("page-of", { n, all: learner.course.pages.length });
    this.saved.textContent = this.saving();
    // A test still to be passed has the one filled button.
    const test = learner.course.pages[n - 1]!.test;
    const later = test !== null && !learner.test(test).passed;
    this.on.classList.toggle("sk-do-main", !later);
    this.on.classList.toggle("sk-do-plain", later);
    if (this.shown === learner.page) return; // a button redrawn while it is pressed loses the click
    this.shown = learner.page;
    const label = next ? words.text(next.test ? "next-test" : "next") : words.text("finish");
    fill(
      this.on,
      make(
        "span",
        { class: "sk-on-text" },
        label,
        next ? make("span", { class: "sk-on-title" }, unseen(": "), next.title) : null,
      ),
      icon(next ? "next" : "leave"),
    );
  }

  private saving(): string {
    const { learner, words } = this.stage;
    const { trouble, at, pending } = learner.saving;
    if (learner.mode !== "normal") return words.text(`mode-${learner.mode}`);
    if (trouble !== "none") return words.text("not-saved");
    if (pending) return words.text("saving");
    return at ? words.text("saved", { time: words.time(at) }) : "";
  }

  private previous(): void {
    const page = this.stage.learner.course.pages[this.index() - 1];
    if (page) this.stage.pages.go(page.id);
  }

  private forward(): void {
    const next = nextPage(this.stage.learner);
    if (next) this.stage.pages.go(next.id);
    else this.stage.finish();
  }

  private index(): number {
    const { learner } = this.stage;
    return learner.course.pages.findIndex(({ id }) => id === learner.page);
  }
}
