import type { RunQuestion, TestResult, TestRun } from "../../quiz/attempt";
import { button, icon, make } from "../dom";
import type { Stage } from "../stage";

/** What the result page leads to. */
export interface ResultDoors {
  retry(): void;
  review(index: number): void;
  next(): void;
}

/** The result of the last attempt: figure, verdict, meaning, questions, one clear next step. */
export function resultPage(stage: Stage, run: TestRun, doors: ResultDoors): HTMLElement[] {
  const result = run.result()!;
  const { words } = stage;
  const title = words.text(result.passed ? "passed" : "not-passed");
  const card = make(
    "div",
    { class: "sk-score", "data-passed": String(result.passed) },
    make("p", { class: "sk-figure-big" }, words.percent(result.percent)),
    make(
      "div",
      {},
      make(
        "h3",
        { class: "sk-result-title", tabindex: "-1" },
        icon(result.passed ? "correct" : "partial"),
        title,
      ),
      make("p", {}, needed(stage, result)),
      ...meaning(stage, run, result).map((text) => make("p", {}, text)),
    ),
  );
  const parts = [card, steps(stage, run, result, doors)];
  if (!result.passed) parts.push(...readAgain(stage, run));
  if (run.data.review !== "none") parts.push(questions(stage, run, result.questions, doors));
  return parts;
}

function needed({ words }: Stage, { points, max, needed: percent }: TestResult): string {
  const earned = words.text("points-earned", { points, max, n: max });
  return percent ? `${earned} ${words.text("needed", { percent: words.percent(percent) })}` : earned;
}

function meaning({ learner, words }: Stage, run: TestRun, { passed }: TestResult): string[] {
  const lines: string[] = [];
  const { completion } = learner.course;
  if (learner.completed()) lines.push(words.text("course-completed"));
  else if (!completion.test) lines.push(words.text("test-not-asked"));
  else if (run.passed) lines.push(words.text("test-counts"));
  else lines.push(words.text(run.attemptsLeft === 0 ? "no-attempts" : "test-needed"));
  if (!passed && run.passed) lines.push(words.text("best-counts", { best: words.percent(run.best!) }));
  return lines;
}

function steps(stage: Stage, run: TestRun, result: TestResult, doors: ResultDoors): HTMLElement {
  const { learner, words } = stage;
  const { pages } = learner.course;
  const next = pages[pages.findIndex(({ id }) => id === run.data.page) + 1];
  const on = next ? words.text("next-page", { title: next.title }) : words.text("finish");
  const left = run.attemptsLeft;
  const retry = left !== 0 && learner.mode === "normal";
  const first = retry && !result.passed;
  const again = retry
    ? button(first ? "main" : "plain", [words.text(first ? "retry" : "once-more")], doors.retry)
    : null;
  return make(
    "div",
    { class: "sk-steps" },
    ...(first ? [again!] : [button("main", [on], doors.next), ...(again ? [again] : [])]),
    left === null ? "" : make("p", { class: "sk-muted" }, words.text("attempts-left", { n: left })),
  );
}

function readAgain({ learner, words }: Stage, run: TestRun): HTMLElement[] {
  const { pages } = learner.course;
  const module = pages.find(({ id }) => id === run.data.page)?.module;
  const links = pages
    .filter((page) => page.module === module && page.id !== run.data.page)
    .map(({ id, title }) => make("li", {}, make("a", { href: `#p-${id}` }, title)));
  if (!links.length) return [];
  return [make("h3", {}, words.text("read-again")), make("ul", { class: "sk-again" }, ...links)];
}

function questions(
  { words }: Stage,
  run: TestRun,
  list: RunQuestion[],
  doors: ResultDoors,
): HTMLElement {
  const told = run.data.review !== "answers";
  const rows = list.map(({ data, given, outcome }, n) => {
    const state = !given ? "none" : told ? outcome! : "given";
    return make(
      "li",
      {},
      make(
        "button",
        { type: "button", class: "sk-row", click: () => doors.review(n) },
        make("span", { class: "sk-row-text" }, `${n + 1}. ${data.text}`),
        make(
          "span",
          { class: "sk-row-state", "data-outcome": state },
          state === "given" ? null : icon(state === "none" ? "partial" : state),
          words.text(`outcome-${state}`),
        ),
      ),
    );
  });
  return make(
    "section",
    { class: "sk-rows" },
    make("h3", {}, words.text("your-answers")),
    make("ol", {}, ...rows),
  );
}
