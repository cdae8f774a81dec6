import type { TestResult, TestRun } from "../../quiz/attempt";
import { all, button, fill, icon, make } from "../dom";
import { nextPage } from "../stage";
import type { Stage } from "../stage";

const MOST_TO_READ = 8;

/** How the test went, what it means, and the one clear next step. */
export class ResultCard {
  readonly element = make("div", { class: "sk-result", hidden: true });

  constructor(
    protected readonly stage: Stage,
    protected readonly run: TestRun,
    private readonly again: () => void,
  ) {}

  show(result: TestResult): void {
    const { words } = this.stage;
    const { percent, points, max, passed, needed } = result;
    const verdict = words.text(passed ? "passed" : "not-passed");
    const least = Math.ceil((max * needed) / 100 - 1e-9);
    this.element.dataset["passed"] = String(passed);
    fill(
      this.element,
      make(
        "h3",
        { tabindex: "-1", class: "sk-verdict" },
        icon(passed ? "check" : "half"),
        make("strong", {}, verdict),
      ),
      max ? make(
        "p",
        { class: "sk-figure-big" },
        make("span", { class: "sk-big" }, words.text("score-of", { points, max })),
        make("span", { class: "sk-facts" }, words.text("score-needed", { n: least, share: words.percent(needed) })),
      ) : null,
      max ? meter(percent, needed) : null,
      make("p", {}, words.text(this.meaning(passed))),
      this.tries(result),
      passed ? null : this.reading(),
      make("div", { class: "sk-ask-do" }, ...this.ways(passed)),
    );
  }

  protected meaning(passed: boolean): string {
    const { learner } = this.stage;
    if (learner.completed()) return "means-done";
    if (passed || this.run.passed) return "means-left";
    return this.run.attemptsLeft === 0 ? "means-over" : "means-retry";
  }

  private tries({ percent }: TestResult): HTMLElement | null {
    const { words } = this.stage;
    const { attemptsLeft } = this.run;
    const lines = [
      this.best(percent),
      attemptsLeft === null ? "" : words.text("attempts-left", { n: attemptsLeft }),
    ].filter(Boolean);
    return lines.length ? make("p", { class: "sk-facts" }, lines.join(" · ")) : null;
  }

  /** A failed test shows what to read again: the module's pages, or the sections of its one page. */
  private reading(): HTMLElement | null {
    const { learner, words } = this.stage;
    const { page, id } = this.run.data;
    const module = learner.course.pages.find((one) => one.id === page)!.module;
    const pages = learner.course.pages.filter((one) => one.module === module && one.test !== id);
    const own = document.querySelector(`.sk-page[data-page="${page}"]`)!;
    const places = pages.length
      ? pages.map((one): [string, string] => [`p-${one.id}`, one.title])
      : all(own, ":scope > h2[id]").map((h): [string, string] => [h.id, h.textContent!]);
    if (!places.length) return null;
    const links = places
      .slice(0, MOST_TO_READ)
      .map(([place, title]) => make("li", {}, make("a", { href: `#${place}` }, title)));
    return make(
      "div",
      { class: "sk-again" },
      make("p", {}, words.text("read-again")),
      make("ul", {}, ...links),
    );
  }

  /** What another attempt counts for, if not this one. */
  protected best(percent: number): string {
    const { best } = this.run;
    const { words } = this.stage;
    return best !== null && best > percent ? words.text("best", { share: words.percent(best) }) : "";
  }

  /** The word for a further attempt. */
  protected retry(): string {
    return "retry";
  }

  private ways(passed: boolean): HTMLButtonElement[] {
    const { stage, run } = this;
    const { learner, words, pages } = stage;
    const next = nextPage(learner);
    const [on, go] = next
      ? [words.text("go-to", { title: next.title }), () => pages.go(next.id)]
      : [words.text("finish"), stage.finish];
    const ways = [button(passed ? "main" : "plain", [on, icon("next")], go)];
    if (learner.mode === "normal" && run.attemptsLeft !== 0) {
      const retry = button(passed ? "plain" : "main", [words.text(this.retry())], this.again);
      if (passed) ways.push(retry);
      else ways.unshift(retry);
    }
    return ways;
  }
}

/** A line with a mark at what was needed; its numbers stand beside it in words. */
function meter(percent: number, needed: number): HTMLElement {
  const bar = make("span", { class: "sk-meter-bar" });
  const mark = make("span", { class: "sk-meter-mark" });
  bar.style.width = `${percent}%`;
  mark.style.insetInlineStart = `${needed}%`;
  return make("div", { class: "sk-meter", "aria-hidden": "true" }, bar, mark);
}
