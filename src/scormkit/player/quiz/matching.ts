import type { Kind } from "./kinds";

/** Every choice has one target; the answer names a choice and its target by turns. */
export const matching: Kind = {
  type: "matching",
  share: ({ choices, partial }, given) => {
    const right = choices.filter(({ id, target }) => targetOf(given, id) === target).length;
    return right === choices.length || partial ? right / choices.length : 0;
  },
  correct: ({ choices }) => choices.flatMap(({ id, target }) => [id, target!]),
};

/** Every statement has its place on the scale, which no standard can tell but one by one. */
export const likert: Kind = {
  type: "likert",
  share: () => 0,
  correct: () => [],
  apart: (told, { choices }) =>
    choices.flatMap(({ id, wire, text }) => {
      const place = targetOf(told.given, id);
      const own = { id: wire!, given: [place!], choices: told.targets, targets: [] };
      return place ? [{ ...told, ...own, text: `${told.text} – ${text}` }] : [];
    }),
};

export function targetOf(given: readonly string[], choice: string): string | undefined {
  return given.find((_, n) => n % 2 && given[n - 1] === choice);
}
