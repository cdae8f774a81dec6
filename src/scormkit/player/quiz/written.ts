import type { Accept, QuestionData } from "../course";
import type { Kind } from "./kinds";

/** A word or a few: right if it is one of those that the author takes, give or take slips of typing, or of their form. */
export const shortText: Kind = {
  type: "fill-in",
  share: ({ accept }, given) => Number(fits(accept!, given.join(" "))),
  correct: ({ accept }) => accept!.texts,
};

/**
 * Gaps in a text to write in. A standard is told all of them in one text, line by line: an empty one
 * must not be left out there, and a delimiter must not stand in one (RTE 4th Ed., 4.1.1.6).
 */
export const fillGaps: Kind = {
  type: "fill-in",
  share: ({ gaps, partial }, given) => {
    const right = gaps!.filter((gap, n) => fits(gap, given[n]!)).length;
    return right === gaps!.length || partial ? right / gaps!.length : 0;
  },
  // so many that each text that is right in a gap stands in one of them
  correct: ({ gaps }) =>
    Array.from({ length: Math.max(...gaps!.map(({ texts }) => texts.length)) }, (_, n) =>
      gaps!.map(({ texts }) => texts[n] ?? texts[0]!).join("\n"),
    ),
  said: (_, given) => [given.map((text) => text.trim().replace(/\[[,.:]]/g, " ") || "___").join("\n")],
};

/** Whether what was written is one of the texts that the author takes. */
export function fits({ texts, case: strict, typos, matches }: Accept, given: string): boolean {
  const form = matches && new RegExp(`^(?:${matches})$`, strict ? "u" : "iu");
  if (form && form.test(even(given))) return true;
  const written = plain(given, strict);
  return written !== "" && texts.some((text) => slips(plain(text, strict), written, typos) <= typos);
}

/** A number, with a comma or a point, and with its unit or without. */
export const numeric: Kind = {
  type: "numeric",
  share: (question, given) => {
    const value = numberOf(question, given.join(""));
    const [low, high] = question.range!;
    return Number(value !== null && value >= low && value <= high);
  },
  correct: ({ range }) => range!.map(String),
  said: (question, given) => {
    const value = numberOf(question, given.join(""));
    return value === null ? [] : [String(value)];
  },
};

/** A longer text: right with so many of the keywords, which may begin or end a word. */
export const essay: Kind = {
  type: "long-fill-in",
  share: ({ essay: asked, partial }, given) => {
    const { words, needed, least } = asked!;
    const text = given.join("\n");
    if (lettersOf(text) < least) return 0;
    const found = words.filter((word) => plain(text, false).includes(plain(word, false))).length;
    const share = Math.min(1, found / (needed || 1));
    return partial ? share : Math.floor(share);
  },
  correct: () => [],
};

/** Letters as people count them; what stands around the text is none of it. */
export function lettersOf(text: string): number {
  return Array.from(text.trim()).length;
}

/** What was written as a number; `null` if it is none. */
export function numberOf({ unit }: QuestionData, written: string): number | null {
  let text = written.replace(/[\s\u00a0\u202f]/g, "").replace(",", ".").replace("\u2212", "-");
  const tail = (unit ?? "").replace(/\s/g, "");
  if (tail && text.endsWith(tail)) text = text.slice(0, -tail.length);
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : null;
}

/** White space, kinds of quotes and hyphens, ё and upper case do not matter. */
function plain(text: string, strict: boolean): string {
  return strict ? even(text) : even(text).toLowerCase().replace(/ё/g, "е");
}

function even(text: string): string {
  return text
    .normalize("NFC")
    .replace(/[\s\u00a0]+/g, " ")
    .replace(/[«»„“”"]/g, '"')
    .replace(/[\u2010-\u2015\u2212]/g, "-")
    .trim();
}

/** Letters left out, put in, exchanged or swapped with their neighbours; beyond `most` it stops counting. */
function slips(one: string, other: string, most: number): number {
  if (one === other) return 0;
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let above: number[] = [];
  let row = Array.from({ length: other.length + 1 }, (_, n) => n);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1] ? 0 : 1;
      let cost = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + same);
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      if (swapped) cost = Math.min(cost, above[j - 2]! + 1);
      next.push(cost);
    }
    above = row;
    row = next;
  }
  return row[other.length]!;
}
