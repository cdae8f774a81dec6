import type { TestData } from "../../course";
import type { Objective } from "../../lms";
import type { RunQuestion, TestResult, TestRun } from "../attempt";
import { make } from "../../view/dom";
import type { Words } from "../../view/words";

interface Part {
  id: string;
  title: string;
  points: number;
  max: number;
}

type By = "section" | "objective";

/** Points by section or by objective, those in which nothing was asked left out. */
function sums(test: TestData, by: By, questions: RunQuestion[]): Part[] {
  const named = (by === "section" ? test.sections : test.objectives) ?? [];
  return named
    .map(({ id, title }) => {
      const own = questions.filter(({ data }) => data[by] === id);
      const sum = (part: (question: RunQuestion) => number): number =>
        own.reduce((total, question) => total + part(question), 0);
      return { id, title, points: sum(({ points }) => points ?? 0), max: sum(({ data }) => data.points) };
    })
    .filter(({ max }) => max);
}

/** A bar for each section and for each objective. */
export function parts(test: TestData, { questions }: TestResult, words: Words): HTMLElement | null {
  const lists = (["section", "objective"] as const).flatMap((by) => {
    const found = sums(test, by, questions);
    if (!found.length) return [];
    const rows = found.map((part) => row(part, words));
    return [make("p", {}, words.text(`by-${by}`)), make("ul", {}, ...rows)];
  });
  return lists.length ? make("div", { class: "sk-parts" }, ...lists) : null;
}

function row({ title, points, max }: Part, words: Words): HTMLElement {
  const bar = make("span", { class: "sk-meter-bar" });
  bar.style.inlineSize = `${(points / max) * 100}%`;
  return make(
    "li",
    {},
    make("span", {}, title),
    make("span", { class: "sk-facts" }, words.text("score-of", { points, max })),
    make("span", { class: "sk-part-bar", "aria-hidden": "true" }, bar),
  );
}

/** What a finished attempt says of the objectives; one counts as reached at the test's pass mark. */
export function aims(run: TestRun): Objective[] {
  const result = run.result();
  if (!result) return [];
  return sums(run.data, "objective", result.questions).map(({ id, title, points, max }) => {
    const score = Math.round((points / max) * 10000) / 100;
    const reached = score >= result.needed;
    return { id, title, completed: reached, success: reached ? "passed" : "unknown", score };
  });
}
