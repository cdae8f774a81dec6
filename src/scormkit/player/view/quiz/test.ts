import type { RunQuestion, TestRun } from "../../quiz/attempt";
import { all, ask, button, fill, icon, make } from "../dom";
import type { Stage } from "../stage";
import { QuestionView } from "./question";
import type { Shown } from "./controls/control";
import { ResultCard } from "./result";
import { Strip } from "./strip";

/** A test on its page: the start, one question at a time, the result, looking back. */
export class TestView {
  protected readonly run: TestRun;
  private readonly views = new Map<string, QuestionView>();
  protected readonly start: HTMLElement;
  protected readonly list: HTMLElement;
  protected readonly strip: Strip;
  protected readonly card: ResultCard;
  protected readonly actions = make("div", { class: "sk-actions" });
  protected readonly reason = make("p", { class: "sk-reason" });
  protected readonly primary = button("main", [], () => this.act());
  private readonly flags = new Set<string>();
  private looking = false;
  private drawn = "";

  constructor(
    protected readonly stage: Stage,
    protected readonly section: HTMLElement,
  ) {
    const { learner, words } = stage;
    const id = section.dataset["test"]!;
    this.run = learner.test(id);
    this.start = section.querySelector(".sk-test-start")!;
    this.list = section.querySelector(".sk-questions")!;
    for (const element of all(this.list, ".sk-question")) {
      const feedback = this.run.data.feedback !== "none";
      const id = element.dataset["question"]!;
      const { kind } = this.run.data.questions.find((question) => question.id === id)!;
      this.views.set(id, new QuestionView(element, kind, words, feedback));
    }
    this.strip = new Strip(words, (n) => this.go(n));
    this.card = this.makeCard();
    this.reason.id = `sk-reason-${id}`;
    this.start.after(this.card.element, this.strip.element);
    this.list.after(this.actions);
    section.classList.add("sk-taken");
    section.addEventListener("keydown", (event) => this.key(event));
    for (const told of ["change", "input"]) this.list.addEventListener(told, () => this.chosen());
    // The printed key counts the questions as their author did.
    window.addEventListener("beforeprint", () => {
      for (const { element } of this.views.values()) element.parentElement!.append(element);
    });
  }

  /** After any change: another tab may have gone on with the test. Hidden pages can wait. */
  update(): void {
    if (this.section.closest("[hidden]")) return;
    const { phase, attempt, position, passed } = this.run;
    const given = this.run.questions().map((question) => question.given);
    const now = JSON.stringify([phase, attempt, position, passed, given, this.looking]);
    const { learner } = this.stage;
    const told = `${now}${String(learner.completed())}${learner.page}${this.run.waits.length}`;
    if (told !== this.drawn) this.render();
    this.drawn = told;
  }

  protected render(): void {
    const { phase } = this.run;
    this.section.dataset["phase"] = phase;
    this.start.hidden = phase !== "new";
    this.card.element.hidden = phase !== "finished";
    this.strip.element.hidden = phase !== "running";
    this.list.hidden = phase === "new" || (phase === "finished" && !this.looking);
    if (phase === "new") this.renderStart();
    else if (phase === "running") this.renderQuestion();
    else this.renderResult();
  }

  private renderStart(): void {
    const { words } = this.stage;
    const { attemptsLeft, waits } = this.run;
    const begin = button("main", [words.text("start"), icon("next")], () => this.begin());
    if (!waits.length) {
      fill(this.actions, attemptsLeft === 0 ? null : begin);
      return;
    }
    begin.setAttribute("aria-disabled", "true");
    begin.setAttribute("aria-describedby", this.reason.id);
    this.reason.textContent = words.text("test-waits");
    const links = waits.map(({ id, title }) => make("li", {}, make("a", { href: `#p-${id}` }, title)));
    fill(this.actions, begin, make("div", { class: "sk-again" }, this.reason, make("ul", {}, ...links)));
  }

  private renderQuestion(): void {
    const { run } = this;
    const questions = run.questions();
    const current = questions[run.position]!;
    for (const [id, { element }] of this.views) element.hidden = id !== current.data.id;
    this.view(current).show(current, this.shown(current), this.title(run.position, questions.length));
    this.strip.show(questions, run.position, this.immediate, this.flags);
    fill(this.actions, this.primary, this.immediate ? null : this.flag(current), this.reason);
    this.chosen();
  }

  private renderResult(): void {
    const { run } = this;
    const { words } = this.stage;
    const { review } = run.data;
    const result = run.result();
    if (!result) return;
    this.card.show(result);
    const label = words.text(this.looking ? "look-close" : "look");
    const look = button("plain", [label], () => {
      this.looking = !this.looking;
      this.update();
    });
    look.setAttribute("aria-expanded", String(this.looking));
    fill(this.actions, review === "none" ? null : look);
    if (!this.looking || review === "none") return;
    this.section.insertBefore(this.actions, this.list);
    for (const view of this.views.values()) view.element.hidden = true;
    result.questions.forEach((question, n) => {
      const view = this.view(question);
      view.element.hidden = false;
      view.show(question, review, this.title(n, result.questions.length));
      view.element.parentElement!.append(view.element);
    });
  }

  /** Whether the answer can be taken, and what the button does then. */
  protected chosen(): void {
    const { run, primary, reason } = this;
    const { words } = this.stage;
    if (run.phase !== "running") return;
    const current = run.questions()[run.position]!;
    const { given: chosen, complete } = this.view(current);
    if (!this.immediate && String(chosen) !== String(current.given ?? "")) {
      run.answer(current.data.id, chosen);
    }
    const checks = this.immediate && !current.given;
    const blocked = checks && !complete;
    const next = this.following();
    const label = checks ? "check" : next === null ? "finish-test" : "next-question";
    fill(primary, words.text(label), checks ? null : icon("next"));
    primary.setAttribute("aria-disabled", String(blocked));
    primary.setAttribute("aria-describedby", this.reason.id);
    reason.textContent = blocked ? words.text("choose-first") : "";
  }

  /** Checks, goes on or ends, whatever the button says. */
  protected act(): void {
    const { run } = this;
    if (run.phase !== "running") return;
    const current = run.questions()[run.position]!;
    if (this.immediate && !current.given) {
      this.check(current);
      return;
    }
    const next = this.following();
    if (next === null) this.end();
    else this.go(next);
  }

  private check(current: RunQuestion): void {
    const view = this.view(current);
    const { voice, words } = this.stage;
    if (!view.complete) {
      voice.say(words.text("choose-first"));
      return;
    }
    this.run.answer(current.data.id, view.given);
    this.update();
    voice.say(view.spoken());
    this.primary.scrollIntoView({ block: "nearest" });
    this.primary.focus({ preventScroll: true });
  }

  protected go(index: number): void {
    this.run.go(index);
    this.update();
    this.land(this.view(this.run.questions()[this.run.position]!).heading);
  }

  protected begin(): void {
    this.looking = false;
    this.flags.clear();
    this.section.append(this.actions);
    this.run.start();
    this.update();
    const first = this.run.questions()[this.run.position];
    if (first) this.land(this.view(first).heading);
  }

  protected end(): void {
    const { words } = this.stage;
    const open = this.run.questions().filter(({ given }) => !given).length;
    if (!open) {
      this.finish();
      return;
    }
    ask(
      words.text("unanswered", { n: open }),
      [make("p", {}, words.text("unanswered-count"))],
      [
        button("main", [words.text("go-on")], () => this.go(this.firstOpen())),
        button("plain", [words.text("finish-test")], () => this.finish()),
      ],
    );
  }

  protected finish(): void {
    this.run.finish();
    this.update();
    this.land(this.card.element.querySelector("h3")!);
  }

  private land(heading: HTMLElement): void {
    this.section.scrollIntoView();
    heading.focus({ preventScroll: true });
  }

  /** The next question to be answered; when answers are shown at once, those left out come last. */
  protected following(): number | null {
    const questions = this.run.questions();
    const { position } = this.run;
    if (!this.immediate) return position + 1 < questions.length ? position + 1 : null;
    const open = questions.map((_, n) => n).filter((n) => !questions[n]!.given && n !== position);
    return open.find((n) => n > position) ?? open[0] ?? null;
  }

  private firstOpen(): number {
    return this.run.questions().findIndex(({ given }) => !given);
  }

  private flag({ data: { id } }: RunQuestion): HTMLElement {
    const made = button("quiet", [icon("flag"), this.stage.words.text("flag")], () => {
      if (!this.flags.delete(id)) this.flags.add(id);
      made.setAttribute("aria-pressed", String(this.flags.has(id)));
      this.strip.show(this.run.questions(), this.run.position, false, this.flags);
    });
    made.setAttribute("aria-pressed", String(this.flags.has(id)));
    return made;
  }

  protected makeCard(): ResultCard {
    return new ResultCard(this.stage, this.run, () => this.begin());
  }

  /** Letters and digits choose, Enter does what the button says; only while the test has the focus. */
  private key(event: KeyboardEvent): void {
    if (this.run.phase !== "running" || event.ctrlKey || event.altKey || event.metaKey) return;
    const on = event.target as HTMLElement;
    if (event.key === "Enter" && on.matches("input, h3")) {
      event.preventDefault();
      this.act();
      return;
    }
    if (event.key.length !== 1 || on.matches("a, summary, iframe, select, textarea, [type=text]")) return;
    const key = event.key.toUpperCase();
    const places = ["123456789", "ABCDEFGHI", this.stage.words.text("letters")];
    const place = Math.max(...places.map((keys) => keys.indexOf(key)));
    const current = this.run.questions()[this.run.position]!;
    if (place >= 0 && this.view(current).press(place)) event.preventDefault();
  }

  private shown(question: RunQuestion): Shown {
    if (!this.immediate || !question.given) return "ask";
    return this.run.data.review === "key" ? "key" : "results";
  }

  private title(index: number, count: number): string {
    return this.stage.words.text("question-of", { n: index + 1, all: count });
  }

  protected view(question: RunQuestion): QuestionView {
    return this.views.get(question.data.id)!;
  }

  protected get immediate(): boolean {
    return this.run.data.feedback === "immediate";
  }
}
