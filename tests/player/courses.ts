import type { CourseData, PageData, QuestionData, TestData } from "../../src/scormkit/player/course";
import type { Interaction } from "../../src/scormkit/player/lms";
import { Learner } from "../../src/scormkit/player/learner";
import { Attempt } from "../../src/scormkit/player/quiz/attempt";
import { examAttempt } from "../../src/scormkit/player/quiz/exam/attempt";
import { learn } from "../../src/scormkit/player/quiz/kinds";
import { likert, matching } from "../../src/scormkit/player/quiz/matching";
import { ordering } from "../../src/scormkit/player/quiz/ordering";
import { hotspot } from "../../src/scormkit/player/quiz/spots";
import { essay, fillGaps, numeric, shortText } from "../../src/scormkit/player/quiz/written";
import { below, choices, pick, SAMPLES } from "./samples";
import type { Random } from "./samples";

export { below, choices, matched, pick, pictured, random, rated } from "./samples";
export type { Random } from "./samples";

Learner.Run = examAttempt(Attempt);
learn({
  "short-text": shortText, numeric, matching, categorise: matching, ordering, hotspot, likert, essay,
  "fill-gaps": fillGaps, "drop-down": matching, "drag-words": matching,
});

let keys = 1;
const key = (): number => (Math.imul(keys++, 0x9e3779) >>> 0) % 0xffffff || 1;

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

function randomQuestion(next: Random, id: string): QuestionData {
  const kind = pick(next, Object.keys(SAMPLES) as QuestionData["kind"][]);
  return question(id, { kind, points: 1 + below(next, 3), ...SAMPLES[kind].make(next) });
}

export function randomAnswer(next: Random, asked: QuestionData): string[] {
  return SAMPLES[asked.kind].answer(next, asked);
}

/** Questions by turns in two sections, each with a draw; with what an attempt brings on average. */
function sectioned(next: Random, questions: QuestionData[]): Partial<TestData> {
  if (next() < 0.7 || questions.length < 2) return {};
  questions.forEach((one, n) => (one.section = `s${n % 2}`));
  let fullPoints = 0;
  const sections = ["s0", "s1"].map((id) => {
    const bank = questions.filter(({ section }) => section === id);
    const draw = below(next, bank.length + 1);
    const mean = bank.reduce((sum, { points }) => sum + points, 0) / bank.length;
    fullPoints += mean * (draw || bank.length);
    return { id, title: id, draw, shuffle: next() < 0.7 };
  });
  return { sections, draw: 0, fullPoints };
}

/** Limits for the whole test, for some of its questions, or for both. */
function timed(next: Random, questions: QuestionData[]): Partial<TestData> {
  if (next() < 0.6) return {};
  for (const one of questions) if (next() < 0.4) one.time = 20;
  return { time: pick(next, [0, 60]) };
}

/** How a test is taken and what of it counts. */
function ruled(next: Random): Partial<TestData> {
  return {
    ...(next() < 0.3 ? { order: "forward" } : {}),
    ...(next() < 0.3 ? { skip: false } : {}),
    ...(next() < 0.3 ? { retry: "wrong" } : {}),
    ...(next() < 0.4 ? { counted: pick(next, ["first", "last"] as const) } : {}),
    ...(next() < 0.3 ? { passPoints: 1 + below(next, 4) } : {}),
  };
}

export function randomCourse(next: Random): CourseData {
  keys = 1;
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
          ...ruled(next),
          ...timed(next, questions),
          ...sectioned(next, questions),
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
