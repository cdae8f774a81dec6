import type { Kind } from "./kinds";

/** The choices stand in the right order in the data; with partial credit each at its place counts. */
export const ordering: Kind = {
  type: "sequencing",
  share: ({ choices, partial }, given) => {
    const right = choices.filter(({ id }, n) => given[n] === id).length;
    return right === choices.length || partial ? right / choices.length : 0;
  },
  correct: ({ choices }) => choices.map(({ id }) => id),
};
