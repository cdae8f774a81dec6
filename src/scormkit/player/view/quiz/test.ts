import type { RunQuestion, TestRun } from "../../quiz/attempt";
import { all, button, fill, icon, make } from "../dom";
import type { Stage } from "../stage";
import { QuestionView } from "./question";
import type { Shown } from "./question";
import { resultPage } from "./result";
import { Strip } from "./strip";

/** A test in its page: a start card, one question at a time, a result, a review. */
export class TestView {
  private readonly run: TestRun;
  private readonly views = new Map<string, QuestionView>();
  private readonly strip: Strip;
  private readonly number = make("h3", { class: "sk-question-number", tabindex: "-1" });
  private readonly panel = make("div", { class: "sk-panel" });
  private readonly reason: HTMLElement;
  private readonly action: HTMLButtonElement;
  private readonly actions: HTMLElement;
  private readonly list: HTMLElement;
  /** The question looked at after the end; `null`: the result. */
  private reviewed: number | null = null;
  /** The learner was told that questions are left, and may finish all the same. */
  private warned = false;
  private drawn = "";

  constructor(
    private readonly root: HTMLElement,
    private readonly stage: Stage,
    private readonly next: () => void,
  ) {
    const { learner, words } = stage;
    const id = root.dataset["test"]!;
    this.run = learner.test(id);
    for (const fieldset of all(root, ".sk-question")) {
      const told = this.run.data.feedback !== "none";
      const view = new QuestionView(fieldset as HTMLFieldSetElement, words, told);
      this.views.set(fieldset.dataset["question"]!, view);
      view.item.setAttribute("role", "none");
      fieldset.addEventListener("change", () => this.chosen());
    }
    this.strip = new Strip(words, (index) => this.show(index));
    this.reason = make("p", { class: "sk-reason", id: `why-${id}` });
    this.action = button("main", [], () => this.act());
    this.actions = make("div", { class: "sk-actions" }, this.reason, this.action);
    this.list = root.querySelector<HTMLElement>(".sk-questions")!;
    this.list.setAttribute("role", "none");
    this.list.before(this.panel, this.strip.element, this.number);
    this.list.after(this.actions);
    root.addEventListener("keydown", (event) => this.key(event));
    window.addEventListener("beforeprint", () => this.paper());
    window.addEventListener("afterprint", () => this.draw());
  }

  /** Draws what has changed; what the learner has chosen and not sent stays otherwise. */
  update(): void {
    const { phase, attempt, position, attemptsLeft } = this.run;
    const given = this.run.questions().map((question) => question.given);
    const completed = this.stage.learner.completed();
    const drawn = JSON.stringify([phase, attempt, position, attemptsLeft, given, completed]);
    if (drawn === this.drawn) return;
    this.drawn = drawn;
    this.draw();
  }

  private draw(): void {
    const { phase } = this.run;
    const asking = phase === "running" || this.reviewed !== null;
    this.root.dataset["phase"] = asking ? "question" : phase;
    for (const part of [this.strip.element, this.number, this.list, this.actions]) {
      part.hidden = !asking;
    }
    this.panel.hidden = asking;
    for (const intro of all(this.root, ".sk-test-intro")) intro.hidden = phase !== "new";
    if (asking) this.drawQuestion();
    else if (phase === "new") fill(this.panel, ...this.startCard());
    else fill(this.panel, ...resultPage(this.stage, this.run, this.doors()));
  }

  private drawQuestion(): void {
    const { words } = this.stage;
    const questions = this.run.questions();
    const index = this.index();
    const current = questions[index]!;
    const shown = this.shown(current);
    for (const [id, view] of this.views) view.item.hidden = id !== current.data.id;
    this.view(current).show(current, shown);
    const told = this.reviewed === null ? this.immediate : this.run.data.review !== "answers";
    this.strip.update(questions, index, told);
    this.number.textContent = words.text("question-of", { n: index + 1, all: questions.length });
    this.drawAction();
  }

  /** The one button, always at the same spot; if it cannot be used yet, it says why. */
  private drawAction(): void {
    const { words } = this.stage;
    const [label, reason] = this.nextStep();
    fill(this.action, words.text(label));
    fill(this.reason, reason);
    const blocked = label === "check" && reason !== "";
    this.action.setAttribute("aria-disabled", String(blocked));
    if (reason) this.action.setAttribute("aria-describedby", this.reason.id);
    else this.action.removeAttribute("aria-describedby");
  }

  private nextStep(): [label: string, reason: string] {
    const { words } = this.stage;
    if (this.reviewed !== null) {
      return [this.reviewed + 1 < this.run.questions().length ? "next-question" : "to-result", ""];
    }
    const current = this.current();
    if (this.immediate && !current.given) {
      const none = this.view(current).chosen.length === 0;
      return ["check", none ? words.text("choose-first") : ""];
    }
    const open = this.open();
    if (this.following() !== null) return ["next-question", ""];
    if (this.warned && open.length) {
      return ["finish-anyway", words.text("unanswered-left", { n: open.length })];
    }
    return ["finish-test", ""];
  }

  private act(): void {
    if (this.reviewed !== null) {
      const next = this.reviewed + 1;
      if (next < this.run.questions().length) this.show(next);
      else this.toResult();
      return;
    }
    if (this.immediate && !this.current().given) this.check();
    else if (this.following() !== null) this.show(this.following()!);
    else this.end();
  }

  private check(): void {
    const { words, voice } = this.stage;
    const { data } = this.current();
    const view = this.view(this.current());
    if (!view.chosen.length) {
      voice.show(words.text("choose-first"));
      return;
    }
    const before = this.action.getBoundingClientRect().top;
    this.run.answer(data.id, view.chosen);
    this.update();
    // feedback must not push the button away from under the finger
    window.scrollBy(0, this.action.getBoundingClientRect().top - before);
    this.action.focus({ preventScroll: true });
    voice.say(view.spoken());
  }

  private end(): void {
    const open = this.open();
    if (open.length && !this.warned) {
      this.warned = true;
      this.drawAction();
      this.stage.voice.say(this.reason.textContent ?? "");
      return;
    }
    this.run.finish();
    this.update();
    this.toResult();
  }

  private toResult(): void {
    this.reviewed = null;
    this.draw();
    this.focus(".sk-result-title");
  }

  private begin(): void {
    this.reviewed = null;
    this.warned = false;
    this.run.start();
    this.update();
    this.land();
  }

  private show(index: number): void {
    this.warned = false;
    if (this.run.phase === "running") this.run.go(index);
    else this.reviewed = index;
    this.update();
    this.draw();
    this.land();
  }

  /** A choice was made: kept at once where there is no check of its own. */
  private chosen(): void {
    if (this.run.phase !== "running") return;
    const { data } = this.current();
    if (!this.immediate) this.run.answer(data.id, this.view(this.current()).chosen);
    this.drawAction();
  }

  private key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.altKey || event.metaKey || this.run.phase !== "running") return;
    const target = event.target as HTMLElement;
    if (event.key === "Enter" && target.matches("input")) {
      event.preventDefault();
      this.act();
      return;
    }
    // by the place of the key: letters answer whatever the layout is
    const [, letter, digit] = /^(?:Key([A-Z])|(?:Digit|Numpad)([1-9]))$/.exec(event.code) ?? [];
    const place = letter ? letter.charCodeAt(0) - 65 : digit ? Number(digit) - 1 : -1;
    if (place >= 0 && this.view(this.current()).press(place)) event.preventDefault();
  }

  private startCard(): HTMLElement[] {
    const { learner, words } = this.stage;
    const { data, attemptsLeft, best } = this.run;
    const n = data.draw || data.questions.length;
    const facts: [string, string][] = [[words.text("fact-questions"), words.text("questions-n", { n })]];
    if (data.passPercent) facts.push([words.text("fact-needed"), words.percent(data.passPercent)]);
    const attempts = attemptsLeft === null ? words.text("unlimited") : String(attemptsLeft);
    facts.push([words.text("fact-attempts"), attempts]);
    if (best !== null) facts.push([words.text("fact-best"), words.percent(best)]);
    const list = facts.map(([name, value]) =>
      make("div", {}, make("dt", {}, name), make("dd", {}, value)),
    );
    const open = attemptsLeft !== 0 && learner.mode === "normal";
    return [
      make("dl", { class: "sk-facts" }, ...list),
      make("p", { class: "sk-muted" }, words.text(`feedback-${data.feedback}`)),
      open
        ? button("main", [words.text("start-test"), icon("on")], () => this.begin())
        : make("p", {}, words.text(attemptsLeft === 0 ? "no-attempts" : `mode-${learner.mode}`)),
    ];
  }

  private doors(): { retry(): void; review(index: number): void; next(): void } {
    return {
      retry: () => this.begin(),
      review: (index) => this.show(index),
      next: this.next,
    };
  }

  /** On paper every question stands open, with the choices in the author's order. */
  private paper(): void {
    for (const { id, choices } of this.run.data.questions) {
      this.views.get(id)?.arrange(choices.map((choice) => choice.id));
    }
  }

  private land(): void {
    this.number.focus({ preventScroll: true });
    this.strip.element.scrollIntoView({ block: "nearest" });
    this.number.scrollIntoView({ block: "nearest" });
  }

  private focus(selector: string): void {
    const target = this.root.querySelector<HTMLElement>(selector);
    target?.focus({ preventScroll: true });
    this.root.scrollIntoView();
  }

  private get immediate(): boolean {
    return this.run.data.feedback === "immediate";
  }

  private index(): number {
    return this.reviewed ?? this.run.position;
  }

  private current(): RunQuestion {
    return this.run.questions()[this.index()]!;
  }

  private view(question: RunQuestion): QuestionView {
    return this.views.get(question.data.id)!;
  }

  private shown(question: RunQuestion): Shown {
    const { review } = this.run.data;
    if (this.reviewed !== null) return review === "none" ? "answers" : review;
    if (!this.immediate || !question.given) return "ask";
    return review === "key" ? "key" : "results";
  }

  /** Places of the questions without an answer. */
  private open(): number[] {
    return this.run.questions().flatMap(({ given }, n) => (given ? [] : [n]));
  }

  /** Where to go on: the question after this one; with answers locked, the next open one. */
  private following(): number | null {
    const index = this.index();
    if (!this.immediate) return index + 1 < this.run.questions().length ? index + 1 : null;
    const open = this.open();
    return open.find((n) => n > index) ?? open[0] ?? null;
  }
}
