import type { TestData } from "../../course";
import { kept } from "../../quiz/given";
import type { RunQuestion } from "../../quiz/attempt";
import { emptyTest } from "../../state/record";
import { all, button, fill, make } from "../dom";
import type { Stage } from "../stage";
import type { QuestionView } from "./question";

/**
 * The entry of a script of its own, which only courses with checks carry: it comes before the
 * player's and waits for it.
 */
document.addEventListener("sk-stage", (event) => begin((event as CustomEvent<Stage>).detail));

function begin(stage: Stage): void {
  const { learner } = stage;
  const { checks } = learner.course;
  const main = document.getElementById("sk-main")!;
  const views = all(main, ".sk-self").map((place) => new CheckView(stage, checks!, place));
  const update = (): void => views.forEach((view) => view.update());
  learner.onchange(update);
  update();
}

/** A question in the flow of a page: answered as often as one likes, for nobody but oneself. */
class CheckView {
  private readonly view: QuestionView;
  private readonly id: string;
  private readonly actions = make("div", { class: "sk-actions" });
  private readonly reason = make("p", { class: "sk-reason" });
  private readonly check: HTMLButtonElement;
  /** The learner asked for the right answer. */
  private told = false;
  private drawn = "";

  constructor(
    private readonly stage: Stage,
    private readonly data: TestData,
    place: HTMLElement,
  ) {
    const { words, Question } = stage;
    const element = place.querySelector<HTMLElement>(".sk-question")!;
    this.id = element.dataset["question"]!;
    this.view = new Question(element, this.question.data.kind, words, true);
    this.view.heading.remove();
    this.check = button("main", [words.text("check")], () => this.judge());
    this.reason.id = `sk-reason-${this.id}`;
    this.check.setAttribute("aria-describedby", this.reason.id);
    place.append(this.actions);
    for (const told of ["change", "input"]) element.addEventListener(told, () => this.chosen());
    element.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || !(event.target as Element).matches("input")) return;
      event.preventDefault();
      this.judge();
    });
  }

  /** After any change: another tab may have answered. What is being written is left alone. */
  update(): void {
    const { given } = this.question;
    const now = JSON.stringify([given, this.told]);
    if (now !== this.drawn) this.render();
    this.drawn = now;
  }

  private render(): void {
    const { words } = this.stage;
    const { question } = this;
    const { given, outcome } = question;
    const open = !this.told && (outcome === "incorrect" || outcome === "partial");
    this.view.show(question, given ? (open ? "results" : "key") : "ask", "");
    this.view.element.querySelector(".sk-verdict .sk-facts")?.remove();
    if (!given) {
      fill(this.actions, this.check, this.reason);
      this.chosen();
      return;
    }
    const again = button(open ? "main" : "plain", [words.text("retry")], () => this.retry());
    const key = button("plain", [words.text("right-answer")], () => this.tell());
    fill(this.actions, again, open ? key : null);
  }

  private chosen(): void {
    if (this.question.given) return;
    const { complete } = this.view;
    this.check.setAttribute("aria-disabled", String(!complete));
    this.reason.textContent = complete ? "" : this.stage.words.text("choose-first");
  }

  private judge(): void {
    const { voice, words } = this.stage;
    if (this.question.given) return;
    if (!this.view.complete) {
      voice.say(words.text("choose-first"));
      return;
    }
    this.keep(this.view.given);
    this.land(this.view.spoken());
  }

  private retry(): void {
    this.told = false;
    this.keep([]);
    this.view.element.querySelector<HTMLElement>("input, select, button")?.focus();
  }

  private tell(): void {
    this.told = true;
    this.update();
    this.land(this.stage.words.text("right-answer"));
  }

  /** What was pressed is gone: the focus goes to what stands in its place. */
  private land(spoken: string): void {
    this.stage.voice.say(spoken);
    this.actions.scrollIntoView({ block: "nearest" });
    this.actions.querySelector("button")!.focus({ preventScroll: true });
  }

  /** Of all checks, the record has only those that are answered. */
  private keep(given: string[]): void {
    const { learner } = this.stage;
    const { data } = this.question;
    const record = learner.recordOf(this.data) ?? emptyTest();
    const others = record.drawn.filter(({ key }) => key !== data.key);
    const answer = kept(data, given);
    const drawn = answer ? [...others, { key: data.key, given: answer }] : others;
    learner.store(this.data, { ...record, drawn });
    this.update();
  }

  /** Choices are shuffled as in no other attempt at the course. */
  private get question(): RunQuestion {
    const { learner } = this.stage;
    const { key } = this.data.questions.find(({ id }) => id === this.id)!;
    const drawn = learner.recordOf(this.data)?.drawn.find((one) => one.key === key);
    return learner.test(this.data.id).read(drawn ?? { key, given: null }, learner.lineage);
  }
}
