/** A learner's way through a course, kept as simply as it can be: what the player is held against. */

import type { CourseData, QuestionData, TestData } from "../../src/scormkit/player/course";
import type { Learner } from "../../src/scormkit/player/learner";
import { SAMPLES } from "./samples";

interface Taken {
  attempt: number;
  phase: "new" | "running" | "finished";
  best: number | null;
  passed: boolean;
  /** What was drawn, in the order shown, and how its choices stood: as the player said at the start. */
  drawn: { id: string; choices: string }[];
  given: Record<string, string[] | null>;
}

export class Model {
  readonly pages = new Set<string>();
  readonly tasks = new Set<string>();
  readonly videos = new Set<string>();
  readonly tests: Record<string, Taken> = {};
  status = 0;

  constructor(readonly course: CourseData) {
    for (const { id } of course.tests) {
      this.tests[id] = { attempt: 0, phase: "new", best: null, passed: false, drawn: [], given: {} };
    }
  }

  visit(page: string): void {
    const { pages, navigation } = this.course;
    const before = pages.slice(0, pages.findIndex(({ id }) => id === page));
    if (navigation === "linear" && !before.every(({ id }) => this.pages.has(id))) return;
    this.pages.add(page);
    this.judge();
  }

  confirm(task: string, done: boolean): void {
    if (done) this.tasks.add(task);
    else this.tasks.delete(task);
    this.judge();
  }

  watch(video: string): void {
    this.videos.add(video);
    this.judge();
  }

  /** Whether an attempt begins now. */
  start(test: TestData): boolean {
    const own = this.tests[test.id]!;
    if (own.phase === "running" || (test.attempts && own.attempt === test.attempts)) return false;
    Object.assign(own, { attempt: own.attempt + 1, phase: "running", given: {} });
    return true;
  }

  drew(test: TestData, drawn: Taken["drawn"]): void {
    this.tests[test.id]!.drawn = drawn;
  }

  answer(test: TestData, question: QuestionData, given: string[]): void {
    this.tests[test.id]!.given[question.id] = keep(question, given);
    if (this.tests[test.id]!.phase === "finished") this.finish(test);
  }

  finish(test: TestData): void {
    const own = this.tests[test.id]!;
    let points = 0;
    let most = 0;
    for (const { id } of own.drawn) {
      const question = test.questions.find((one) => one.id === id)!;
      const given = own.given[id] ?? null;
      points += given ? SAMPLES[question.kind].share(question, given) * question.points : 0;
      most += question.points;
    }
    const percent = most ? Math.round((points / most) * 10000) / 100 : 0;
    own.phase = "finished";
    own.best = Math.max(own.best ?? 0, percent);
    own.passed ||= percent >= test.passPercent;
    this.judge();
  }

  /** Percent of all points of the course. */
  get score(): number | null {
    const weights = this.course.tests.map(({ questions, draw }) => {
      const all = questions.reduce((sum, { points }) => sum + points, 0);
      return draw ? (all * draw) / questions.length : all;
    });
    const bests = this.course.tests.map(({ id }) => this.tests[id]!.best);
    if (bests.every((best) => best === null)) return null;
    const earned = bests.reduce<number>((sum, best, n) => sum + (best ?? 0) * weights[n]!, 0);
    const full = weights.reduce((sum, weight) => sum + weight, 0);
    return full ? Math.round((earned / full) * 100) / 100 : null;
  }

  get word(): string {
    return ["incomplete", "failed", "completed", "passed"][this.status]!;
  }

  private judge(): void {
    const { pages, tests, completion, onFail } = this.course;
    const videos = pages.flatMap((page) => page.videos);
    const asked = completion.test ? tests : [];
    const passed = asked.every(({ id }) => this.tests[id]!.passed);
    const lost = asked.some(({ id, attempts }) => {
      const { phase, attempt, passed: good } = this.tests[id]!;
      return phase === "finished" && !good && attempt >= attempts;
    });
    const done =
      (!completion.pages || pages.every(({ id }) => this.pages.has(id))) &&
      (!completion.tasks || pages.flatMap((page) => page.tasks).every(({ id }) => this.tasks.has(id))) &&
      this.videos.size >= (videos.length * completion.videos) / 100 &&
      passed;
    const now = done ? (asked.length ? 3 : 2) : lost && onFail === "failed" ? 1 : 0;
    this.status = Math.max(this.status, now);
  }

  /** What both have to agree on. */
  told(): unknown {
    return {
      pages: sorted(this.pages),
      tasks: sorted(this.tasks),
      videos: sorted(this.videos),
      status: this.word,
      score: this.score,
      tests: this.course.tests.map(({ id }) => {
        const { attempt, phase, best, passed, drawn, given } = this.tests[id]!;
        return { attempt, phase, best, passed, drawn, given: drawn.map((one) => given[one.id] ?? null) };
      }),
    };
  }
}

/** The same of a learner in the player. */
export function told(learner: Learner): unknown {
  const { pages, tests } = learner.course;
  const ids = (things: { id: string }[], has: (id: string) => boolean): string[] =>
    things.map(({ id }) => id).filter(has).sort();
  return {
    pages: ids(pages, (id) => learner.seen(id)),
    tasks: ids(pages.flatMap((page) => page.tasks), (id) => learner.confirmed(id)),
    videos: ids(pages.flatMap((page) => page.videos), (id) => learner.watched(id)),
    status: learner.status(),
    score: learner.score(),
    tests: tests.map(({ id }) => {
      const { attempt, phase, best, passed } = learner.test(id);
      return { attempt, phase, best, passed, drawn: drawnBy(learner, id), given: learner.test(id).questions().map(({ given }) => given) };
    }),
  };
}

/** The questions that a learner has before them and how each stands there. */
export function drawnBy(learner: Learner, test: string): Taken["drawn"] {
  return learner.test(test).questions().map(({ data, choices, targets }) => ({
    id: data.id,
    choices: [...choices, ...targets].map(({ id }) => id).join(" "),
  }));
}

/** An answer as it can be kept: in the author's order where none is meant, written texts as far as they fit. */
function keep({ kind, choices, room, gaps }: QuestionData, given: string[]): string[] | null {
  if (room !== undefined) {
    const lines = (gaps ? given : [given.join("\n")]).map((line) => cut(line, room));
    return lines.join("").trim() ? lines.flatMap((line) => line.split("\n")) : null;
  }
  if (!given.length) return null;
  const set = kind === "single" || kind === "multiple" || kind === "true-false";
  return set ? choices.map(({ id }) => id).filter((id) => given.includes(id)) : given;
}

function cut(line: string, room: number): string {
  let left = room - 12;
  const kept = Array.from(line).filter((letter) => {
    left -= /[\0-\x7f\u0400-\u047e]/.test(letter) ? 8 : 29;
    return left >= 0;
  });
  return kept.join("");
}

function sorted(ids: Set<string>): string[] {
  return [...ids].sort();
}
