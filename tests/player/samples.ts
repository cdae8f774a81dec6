/** One of each kind of question: how to make it at random, how to answer it, and what that is worth. */

import type { ChoiceData, QuestionData, TargetData } from "../../src/scormkit/player/course";

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

export function shuffled<T>(next: Random, things: readonly T[]): T[] {
  const ranked = things.map((thing) => ({ thing, rank: next() }));
  return ranked.sort((a, b) => a.rank - b.rank).map(({ thing }) => thing);
}

export function choices(count: number, correct: number[]): ChoiceData[] {
  return Array.from({ length: count }, (_, i) => ({
    id: `c${i + 1}`,
    key: (i * 1237 + 5) & 0xfff,
    correct: correct.includes(i),
    text: `Ответ ${i + 1}`,
  }));
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

export interface Sample {
  make(next: Random): Partial<QuestionData>;
  /** Any answer, right ones among them, as a learner's controls would give it. */
  answer(next: Random, question: QuestionData): string[];
  /** The share of the points that an answer brings, worked out without the player. */
  share(question: QuestionData, given: readonly string[]): number;
}

/** Texts that learners write, and with how many slips of typing they are right. */
const WRITTEN: Record<string, number> = {
  "": Infinity, Москва: 0, " москва ": 0, масква: 1, Omsk: Infinity, "🙂 ёж 𝕏": Infinity, ["ж".repeat(99)]: Infinity,
};
/** Marks, and which area of a picture they lie in. */
const MARKS: Record<string, string> = { "150,250": "c1", "720,480": "c2", "950,150": "c3", "300,900": "" };
const ESSAYS = [[""], ["У причала", "", "стоит лодка 🙂"], ["ы".repeat(99)]];
const NUMBERS: Record<string, boolean> = { "1,5": true, "2": true, "-7": false, one: false, "": false };

const choosing: Sample = {
  make: (next) => ({ partial: next() < 0.5, choices: choices(...span(next)) }),
  answer: (next, { choices: all }) => all.filter(() => next() < 0.5).map(({ id }) => id),
  share: ({ choices: all, partial }, given) => {
    const right = all.filter(({ correct }) => correct).map(({ id }) => id);
    const wrong = given.filter((id) => !right.includes(id)).length;
    const found = given.length - wrong;
    if (partial) return Math.max(0, found - wrong) / right.length;
    return found === right.length && !wrong ? 1 : 0;
  },
};

const pairing: Sample = {
  make: (next) => ({ partial: next() < 0.5, ...matched(2 + below(next, 5), 2 + below(next, 3)) }),
  answer: (next, { choices: all, targets }) =>
    all.filter(() => next() < 0.7).flatMap(({ id }) => [id, pick(next, targets!).id]),
  share: ({ choices: all, partial }, given) => {
    const said = new Map(given.filter((_, n) => n % 2 === 0).map((id, n) => [id, given[2 * n + 1]]));
    return whole(all.filter(({ id, target }) => said.get(id) === target).length / all.length, partial);
  },
};

/** A kind of question is taught to all random learners by its line here. */
export const SAMPLES: Record<QuestionData["kind"], Sample> = {
  single: {
    ...choosing,
    make: (next) => ({ choices: choices(4, [below(next, 4)]) }),
    answer: (next, { choices: all }) => (next() < 0.1 ? [] : [pick(next, all).id]),
  },
  multiple: choosing,
  "true-false": {
    ...choosing,
    make: () => ({
      shuffle: false,
      choices: ["true", "false"].map((id, i) => ({ id, key: 7 + i, correct: i === 0, text: id })),
    }),
    answer: (next) => [pick(next, ["true", "false"])],
  },
  "short-text": {
    make: (next) => {
      const accept = { texts: ["Москва"], case: false, typos: below(next, 2) };
      return { accept, room: 12 + 8 * 40, choices: [] };
    },
    answer: (next) => [pick(next, Object.keys(WRITTEN))],
    share: ({ accept }, [text]) => ((WRITTEN[text!] ?? Infinity) <= accept!.typos ? 1 : 0),
  },
  numeric: {
    make: () => ({ range: [1, 2], room: 12 + 8 * 24, choices: [] }),
    answer: (next) => [pick(next, Object.keys(NUMBERS))],
    share: (_, [text]) => (NUMBERS[text!] ? 1 : 0),
  },
  matching: pairing,
  categorise: pairing,
  hotspot: {
    make: (next) => pictured([below(next, 3)], 1 + below(next, 3)),
    answer: (next, { marks }) => shuffled(next, Object.keys(MARKS)).slice(0, marks),
    share: ({ choices: all }, given) =>
      given.every((mark) => all.find(({ correct }) => correct)!.id === MARKS[mark]) ? 1 : 0,
  },
  "fill-gaps": {
    make: (next) => {
      const gaps = Array.from({ length: 1 + below(next, 4) }, () => ({ texts: ["Рим", "Rome"], case: false, typos: 0 }));
      return { partial: next() < 0.5, gaps, room: 12 + 8 * 20, choices: [] };
    },
    answer: (next, { gaps }) => gaps!.map(() => pick(next, ["", "Рим", "rome", "🙂 ёж", "a".repeat(99)])),
    share: ({ partial }, given) =>
      whole(given.filter((text) => text === "Рим" || text === "rome").length / given.length, partial),
  },
  "drop-down": pairing,
  "drag-words": pairing,
  likert: { ...pairing, make: (next) => rated(1 + below(next, 5), 2 + below(next, 4)), share: () => 0 },
  essay: {
    make: (next) => {
      const asked = { least: 0, most: 80, words: ["причал"], needed: 1 };
      return { points: below(next, 2), essay: asked, room: 12 + 8 * 80, choices: [] };
    },
    answer: (next) => pick(next, ESSAYS),
    share: (_, [line]) => (line!.includes("причал") ? 1 : 0),
  },
  ordering: {
    make: (next) => ({ partial: next() < 0.5, choices: choices(2 + below(next, 5), []) }),
    answer: (next, { choices: all }) => (next() < 0.3 ? [] : shuffled(next, all).map(({ id }) => id)),
    share: ({ choices: all, partial }, given) =>
      whole(all.filter(({ id }, n) => given[n] === id).length / all.length, partial),
  },
};

function span(next: Random): [count: number, correct: number[]] {
  const count = 2 + below(next, 5);
  return [count, [0, count - 1]];
}

function whole(part: number, partial: boolean): number {
  return partial || part === 1 ? part : 0;
}
