import type { ChoiceData, QuestionData, TargetData, TestData } from "../course";

/**
 * A number for a key under a seed (murmur3's finaliser). Sorting by it is a shuffle that depends on
 * the members alone: a question or a choice added by a new build leaves the others in their order.
 */
export function mix(seed: number, key: number): number {
  let hash = seed ^ Math.imul(key, 0x9e3779b1);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** The questions of an attempt in the order shown. */
export function drawQuestions(test: TestData, seed: number): QuestionData[] {
  const shuffled = shuffle(test.questions, seed);
  const drawn = shuffled.slice(0, test.draw || shuffled.length);
  return test.shuffle ? drawn : test.questions.filter((question) => drawn.includes(question));
}

/** The choices of a question in the order shown. */
export function orderChoices(question: QuestionData, seed: number): ChoiceData[] {
  const { choices, kind, key } = question;
  const order = question.shuffle ? shuffle(choices, mix(seed, key)) : choices;
  // what is to be put in order does not begin in the right one
  const done = kind === "ordering" && order.every((choice, n) => choice === choices[n]);
  return done ? [...order.slice(1), ...order.slice(0, 1)] : order;
}

/** What choices are matched with, in the order shown: categories stand in the author's. */
export function orderTargets({ targets = [], key, kind, shuffle: mixed }: QuestionData, seed: number): TargetData[] {
  return mixed && kind !== "categorise" ? shuffle(targets, mix(seed ^ 1, key)) : targets;
}

function shuffle<T extends { key: number }>(things: readonly T[], seed: number): T[] {
  return things
    .map((thing) => ({ thing, rank: mix(seed, thing.key) }))
    .sort((a, b) => a.rank - b.rank || a.thing.key - b.thing.key)
    .map(({ thing }) => thing);
}
