/** A learner's way through a course, kept as simply as it can be: what the player is held against. */

import assert from "node:assert/strict";

import type { CourseData, QuestionData, TestData } from "../../src/scormkit/player/course";
import type { Learner } from "../../src/scormkit/player/learner";
import type { ExamRun } from "../../src/scormkit/player/quiz/exam/attempt";
import { SAMPLES } from "./samples";

interface Taken {
  attempt: number;
  phase: "new" | "running" | "finished";
  best: number | null;
  passed: boolean;
  /** What belongs to the attempt, in the order shown, and how its choices stood: as the player said at the start. */
  drawn: Shown[];
  given: Record<string, string[] | null>;
  /** Ids of what is not asked again. */
  kept: string[];
  position: number;
  /** Seconds of the attempt, of the question shown, and the pace. */
  time: number[];
}

interface Shown {
  id: string;
  choices: string;
}

/** What learners may make of a time limit. */
const PACES = [1, 1.5, 2, Infinity];

export class Model {
  readonly pages = new Set<string>();
  readonly tasks = new Set<string>();
  readonly videos = new Set<string>();
  readonly tests: Record<string, Taken> = {};
  status = 0;

  constructor(readonly course: CourseData) {
    for (const { id } of course.tests) {
      this.tests[id] = {
        attempt: 0, phase: "new", best: null, passed: false, drawn: [], given: {}, kept: [], position: 0, time: [],
      };
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
    const right = own.drawn.filter(({ id }) => this.earned(test, id).share === 1).map(({ id }) => id);
    const again = test.retry === "wrong" && own.phase === "finished" && right.length < own.drawn.length;
    own.kept = again ? right.filter((id) => own.given[id]) : [];
    own.given = Object.fromEntries(own.kept.map((id) => [id, own.given[id]!]));
    if (!again) own.drawn = [];
    const time = test.time === undefined ? [] : [0, 0, own.time[2] ?? 0];
    Object.assign(own, { attempt: own.attempt + 1, phase: "running", position: 0, time });
    return true;
  }

  /** What the player asks: all but the right ones of before, or a draw that the author's banks allow. */
  drew(test: TestData, shown: Shown[]): void {
    const own = this.tests[test.id]!;
    const ids = shown.map(({ id }) => id);
    if (own.drawn.length) {
      assert.deepEqual(ids, this.asked(test).map(({ id }) => id), "asked again");
      own.drawn = own.drawn.map((one) => shown.find(({ id }) => id === one.id) ?? one);
      return;
    }
    assert.equal(new Set(ids).size, ids.length, "drawn once");
    for (const { bank, draw, shuffle } of banks(test)) {
      const part = ids.splice(0, draw);
      assert.deepEqual([part.length, part.filter((id) => !bank.includes(id))], [draw, []], "drawn from the bank");
      if (!shuffle) assert.deepEqual(part, bank.filter((id) => part.includes(id)), "in the author's order");
    }
    assert.deepEqual(ids, [], "nothing more");
    own.drawn = shown;
  }

  asked(test: TestData): Shown[] {
    const { drawn, kept } = this.tests[test.id]!;
    return drawn.filter(({ id }) => !kept.includes(id));
  }

  answer(test: TestData, question: QuestionData, given: string[]): void {
    this.tests[test.id]!.given[question.id] = keep(question, given);
  }

  go(test: TestData, index: number): void {
    const own = this.tests[test.id]!;
    if (index >= this.asked(test).length || index === own.position) return;
    if (test.order === "forward" && index !== own.position + 1) return;
    own.position = index;
    if (own.time.length) own.time[1] = 0;
  }

  pace(test: TestData, index: number): void {
    const own = this.tests[test.id]!;
    if (own.phase !== "running") own.time = [0, 0, index];
  }

  spend(test: TestData, seconds: number): void {
    const { time } = this.tests[test.id]!;
    time[0]! += seconds;
    time[1]! += seconds;
  }

  /** Whose time is over, if any is; a question that was told of takes no more of it. */
  over(test: TestData): "test" | "question" | null {
    const { time: [spent, shown, pace], position, given } = this.tests[test.id]!;
    const current = test.questions.find(({ id }) => id === this.asked(test)[position]!.id)!;
    const more = PACES[pace!]!;
    if (test.time && spent! >= test.time * more) return "test";
    const told = test.feedback === "immediate" && given[current.id];
    return current.time && !told && shown! >= current.time * more ? "question" : null;
  }

  /** Whether something is not answered yet. */
  open(test: TestData): boolean {
    return this.asked(test).some(({ id }) => !this.tests[test.id]!.given[id]);
  }

  finish(test: TestData): void {
    const own = this.tests[test.id]!;
    let points = 0;
    let most = 0;
    for (const { id } of own.drawn) {
      const { share, worth } = this.earned(test, id);
      points += worth && share * worth;
      most += worth;
    }
    const percent = most ? Math.round((points / most) * 10000) / 100 : 0;
    own.phase = "finished";
    if (test.counted !== "first" || own.attempt === 1) {
      own.best = test.counted === "last" ? percent : Math.max(own.best ?? 0, percent);
      own.passed ||= test.passPoints && most ? points > test.passPoints - 1e-9 : percent >= test.passPercent;
    }
    this.judge();
  }

  /** The share of a question's points that stands, and what it is worth; what is worth nothing is never wrong. */
  private earned(test: TestData, id: string): { share: number; worth: number } {
    const question = test.questions.find((one) => one.id === id)!;
    const given = this.tests[test.id]!.given[id];
    const { points: worth } = question;
    return { share: worth === 0 ? 1 : given ? SAMPLES[question.kind].share(question, given) : 0, worth };
  }

  /** Percent of all points of the course, each test weighed by what an attempt brings on average. */
  get score(): number | null {
    const weights = this.course.tests.map((test) => {
      const points = (id: string): number => test.questions.find((one) => one.id === id)!.points;
      const means = banks(test).map(({ bank, draw }) => (bank.reduce((sum, id) => sum + points(id), 0) / bank.length) * draw);
      return means.reduce((sum, mean) => sum + mean, 0);
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
    const lost = asked.some(({ id, attempts, counted }) => {
      const { phase, attempt, passed: good } = this.tests[id]!;
      return phase === "finished" && !good && (attempt >= attempts || counted === "first");
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
      tests: this.course.tests.map((test) => {
        const { attempt, phase, best, passed, given, position, time } = this.tests[test.id]!;
        const drawn = this.asked(test);
        const place = strict(test) ? position : null;
        return { attempt, phase, best, passed, place, time, drawn, given: drawn.map((one) => given[one.id] ?? null) };
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
    tests: tests.map((test) => {
      const run = learner.test(test.id) as ExamRun;
      const { attempt, phase, best, passed, position, time } = run;
      const place = strict(test) ? position : null;
      const given = run.questions().map((question) => question.given);
      return { attempt, phase, best, passed, place, time: [...time], drawn: drawnBy(learner, test.id), given };
    }),
  };
}

/** The questions that a learner has before them and how each stands there. */
export function drawnBy(learner: Learner, test: string): Shown[] {
  return learner.test(test).questions().map(({ data, choices, targets }) => ({
    id: data.id,
    choices: [...choices, ...targets].map(({ id }) => id).join(" "),
  }));
}

/** Where the question shown decides something: what is answered next, or whose time runs. */
export function strict({ order, time }: TestData): boolean {
  return order !== undefined || time !== undefined;
}

/** What is drawn from, in the author's order, and how much. */
function banks(test: TestData): { bank: string[]; draw: number; shuffle: boolean }[] {
  return (test.sections ?? [test]).map((part) => {
    const own = test.questions.filter(({ section }) => !test.sections || section === part.id);
    return { bank: own.map(({ id }) => id), draw: part.draw || own.length, shuffle: part.shuffle };
  });
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
