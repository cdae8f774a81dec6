import type { ChoiceData, CourseData, PageData, QuestionData, TargetData, TestData } from "../../src/scormkit/player/course";
import type { Interaction } from "../../src/scormkit/player/lms";
import { learn } from "../../src/scormkit/player/quiz/kinds";
import { likert, matching } from "../../src/scormkit/player/quiz/matching";
import { ordering } from "../../src/scormkit/player/quiz/ordering";
import { hotspot } from "../../src/scormkit/player/quiz/spots";
import { essay, fillGaps, numeric, shortText } from "../../src/scormkit/player/quiz/written";

learn({
  "short-text": shortText, numeric, matching, categorise: matching, ordering, hotspot, likert, essay,
  "fill-gaps": fillGaps, "drop-down": matching, "drag-words": matching,
});

let keys = 1;
const key = (): number => (Math.imul(keys++, 0x9e3779) >>> 0) % 0xffffff || 1;

export function choices(count: number, correct: number[]): ChoiceData[] {
  return Array.from({ length: count }, (_, i) => ({
    id: `c${i + 1}`,
    key: (i * 1237 + 5) & 0xfff,
    correct: correct.includes(i),
    text: `Ответ ${i + 1}`,
  }));
}

export function question(id: string, part: Partial<QuestionData> = {}): QuestionData {
  return {
    id,
    key: key(),
    wire: `q_${id}_000000`,
    kind: "single",
    points: 1,
    partial: false,
    shuffle: true,
    text: `Вопрос ${id}`,
    choices: choices(4, [0]),
    ...part,
  };
}

export function test(id: string, page: string, part: Partial<TestData> = {}): TestData {
  return {
    id,
    key: key(),
    page,
    title: id,
    passPercent: 60,
    attempts: 0,
    draw: 0,
    shuffle: true,
    feedback: "immediate",
    review: "key",
    questions: [1, 2, 3, 4, 5].map((n) => question(`${id}-${n}`)),
    ...part,
  };
}

export function page(id: string, part: Partial<PageData> = {}): PageData {
  return { id, key: key(), module: "m1", title: id, tasks: [], videos: [], test: null, ...part };
}

export function course(part: Partial<CourseData> = {}): CourseData {
  const pages = part.pages ?? [
    page("intro"),
    page("work", { tasks: [{ id: "t1", key: key() }], videos: [{ id: "v1", key: key(), title: "v1" }] }),
    page("exam", { test: "exam" }),
  ];
  return {
    format: 1,
    id: "course",
    iri: "https://courses.example.org/course",
    version: "1",
    build: "b",
    title: "Курс",
    language: "ru",
    navigation: "free",
    onFail: "incomplete",
    completion: { pages: true, tasks: false, videos: 0, test: true },
    videos: { watched: 90, scripts: false, ownWord: true },
    modules: [{ id: "m1", wire: "q_m1_000001", title: "m1", pages: pages.map(({ id }) => id) }],
    tests: part.tests ?? [test("exam", "exam")],
    pretest: null,
    final: null,
    checks: null,
    certificate: false,
    messages: {},
    ...part,
    pages,
  };
}

/** An answer as a runtime is told of it. */
export function answered(part: Partial<Interaction> = {}): Interaction {
  return {
    type: "answered", id: "q", test: "exam", attempt: 1, kind: "choice", correct: ["a"], given: ["a"],
    choices: ["a"], targets: [], result: true, share: 1, weight: 1, latency: 1, at: new Date(), text: "", ...part,
  };
}

export type Random = () => number;

/** mulberry32: the same numbers for the same seed, so that a failing run can be run again. */
export function random(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function below(next: Random, count: number): number {
  return Math.floor(next() * count);
}

export function pick<T>(next: Random, things: readonly T[]): T {
  return things[below(next, things.length)]!;
}

/** Items that belong to targets by turns. */
export function matched(count: number, targets: number): Partial<QuestionData> {
  const all = Array.from({ length: targets }, (_, i): TargetData => ({ id: `t${i + 1}`, key: 0xf00 + i, text: `Цель ${i + 1}` }));
  return {
    choices: choices(count, []).map((choice, i) => ({ ...choice, target: all[i % targets]!.id })),
    targets: all,
  };
}

/** A picture with a rectangle, an ellipse and what lies under both; of each so many are right. */
export function pictured(correct: number[], marks: number): Partial<QuestionData> {
  const shapes = [[0, 0, 400, 0, 400, 400, 0, 400], [700, 500, 200, 100], [0, 0, 1000, 0, 1000, 1000]];
  const spots: [number, number][] = [[200, 200], [700, 500], [850, 300]];
  const areas = choices(3, correct).map((area, n) => ({ ...area, shape: shapes[n]!, spot: spots[n]! }));
  return { kind: "hotspot", choices: areas, marks, room: 12 + 80 * marks };
}

export function rated(count: number, places: number): Partial<QuestionData> {
  const { choices: all, targets } = matched(count, places);
  const statements = all!.map(({ target: _, ...one }) => ({ ...one, wire: `q_${one.id}` }));
  return { kind: "likert", points: 0, choices: statements, targets: targets! };
}

const KINDS = ["single", "multiple", "true-false", "short-text", "numeric", "matching", "categorise", "ordering", "hotspot", "likert", "essay", "fill-gaps", "drop-down", "drag-words"] as const;

function randomQuestion(next: Random, id: string): QuestionData {
  const kind = pick(next, KINDS);
  if (kind === "short-text") {
    const accept = { texts: ["Москва"], case: false, typos: below(next, 2) };
    return question(id, { kind, accept, room: 12 + 8 * 40, choices: [] });
  }
  if (kind === "numeric") return question(id, { kind, range: [1, 2], room: 12 + 8 * 24, choices: [] });
  if (kind === "fill-gaps") {
    const gaps = Array.from({ length: 1 + below(next, 4) }, () => ({ texts: ["Рим", "Rome"], case: false, typos: 0 }));
    return question(id, { kind, partial: next() < 0.5, gaps, room: 12 + 8 * 20, choices: [] });
  }
  if (kind === "matching" || kind === "categorise" || kind === "drop-down" || kind === "drag-words") {
    return question(id, { kind, partial: next() < 0.5, ...matched(2 + below(next, 5), 2 + below(next, 3)) });
  }
  if (kind === "hotspot") return question(id, pictured([below(next, 3)], 1 + below(next, 3)));
  if (kind === "likert") return question(id, rated(1 + below(next, 5), 2 + below(next, 4)));
  if (kind === "essay") {
    const asked = { least: 0, most: 80, words: ["причал"], needed: 1 };
    return question(id, { kind, points: below(next, 2), essay: asked, room: 12 + 8 * 80, choices: [] });
  }
  if (kind === "ordering") return question(id, { kind, choices: choices(2 + below(next, 5), []) });
  if (kind === "true-false") {
    const two = ["true", "false"].map((c, i) => ({ id: c, key: 7 + i, correct: i === 0, text: c }));
    return question(id, { kind, shuffle: false, choices: two });
  }
  const count = 2 + below(next, 5);
  const correct = kind === "single" ? [below(next, count)] : [0, count - 1];
  const points = 1 + below(next, 3);
  return question(id, { kind, points, partial: next() < 0.5, choices: choices(count, correct) });
}

/** Any answer, right ones among them, as a learner's controls would give it. */
export function randomAnswer(next: Random, { kind, choices: all, targets = [], gaps }: QuestionData): string[] {
  if (gaps) return gaps.map(() => pick(next, ["", "Рим", "rome", "🙂 ёж", "a".repeat(99)]));
  if (kind === "short-text") return [pick(next, ["", "Москва", "масква", "Omsk", "🙂 ёж", "a".repeat(99)])];
  if (kind === "hotspot") return [`${below(next, 1001)},${below(next, 1001)}`];
  if (kind === "essay") return pick(next, [[""], ["У причала", "", "стоит лодка 🙂"], ["a".repeat(99)]]);
  if (kind === "numeric") return [pick(next, ["1,5", "1.5", "-7", "one", ""])];
  if (kind === "ordering") {
    return next() < 0.3 ? [] : all.map(({ id }) => ({ id, rank: next() })).sort((a, b) => a.rank - b.rank).map(({ id }) => id);
  }
  const some = all.filter(() => next() < 0.5);
  return targets.length ? some.flatMap(({ id }) => [id, pick(next, targets).id]) : some.map(({ id }) => id);
}

export function randomCourse(next: Random): CourseData {
  const tests: TestData[] = [];
  const pages = Array.from({ length: 1 + below(next, 6) }, (_, n) => {
    const tested = next() < 0.5 ? `test${n}` : null;
    if (tested) {
      const questions = Array.from({ length: 1 + below(next, 6) }, (_, q) =>
        randomQuestion(next, `${tested}q${q}`),
      );
      tests.push(
        test(tested, `p${n}`, {
          questions,
          draw: below(next, questions.length + 1),
          shuffle: next() < 0.7,
          attempts: below(next, 4),
          feedback: pick(next, ["immediate", "deferred", "none"] as const),
        }),
      );
    }
    const keyed = (kind: string, most: number) =>
      Array.from({ length: below(next, most) }, (_, i) => {
        const id = `${kind}${n}-${i}`;
        return { id, key: key(), title: id };
      });
    return page(`p${n}`, { tasks: keyed("t", 3), videos: keyed("v", 3), test: tested });
  });
  return course({
    pages,
    tests,
    completion: {
      pages: next() < 0.8,
      tasks: next() < 0.5,
      videos: pick(next, [0, 50, 100]),
      test: next() < 0.8,
    },
    onFail: pick(next, ["incomplete", "failed"] as const),
    navigation: pick(next, ["free", "linear"] as const),
  });
}
