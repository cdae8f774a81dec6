import type { ChoiceData, QuestionData, TestData } from "../course";

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
  return question.shuffle ? shuffle(question.choices, mix(seed, question.key)) : question.choices;
}

function shuffle<T extends { key: number }>(things: readonly T[], seed: number): T[] {
  return things
    .map((thing) => ({ thing, rank: mix(seed, thing.key) }))
    .sort((a, b) => a.rank - b.rank || a.thing.key - b.thing.key)
    .map(({ thing }) => thing);
}
