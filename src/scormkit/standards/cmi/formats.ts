import type { Interaction, ResponseType } from "../../player/lms";

/**
 * CMITimespan as the strictest LMS takes it: four digits of hours; seconds with two decimals or,
 * where not every LMS reads a fraction, without (CMI001 4.0; RTE 1.2, 3.4).
 */
export function timespan(seconds: number, decimals: 0 | 2): string {
  const unit = 10 ** decimals;
  const parts = Math.min(Math.max(0, Math.round(seconds * unit)), 9999 * 3600 * unit);
  const whole = Math.floor(parts / unit);
  const fraction = decimals ? `.${digits(parts % unit, decimals)}` : "";
  return [
    digits(Math.floor(whole / 3600), 4),
    digits(Math.floor(whole / 60) % 60, 2),
    digits(whole % 60, 2) + fraction,
  ].join(":");
}

/** CMITime: the learner's wall clock. */
export function time(at: Date): string {
  return [at.getHours(), at.getMinutes(), at.getSeconds()].map((n) => digits(n, 2)).join(":");
}

/** A number with at most so many decimals, never in exponent form. */
export function decimal(value: number, places = 2): string {
  const scale = 10 ** places;
  return String(Math.round(value * scale) / scale);
}

/** The kind of an interaction in the words of CMI, which knows no long texts. */
export function kindName(kind: ResponseType): string {
  return kind.replace("long-", "");
}

/** What CMIFeedback holds at most (CMI001 4.0; RTE 1.2, 3.4). */
const LONGEST = 255;

/**
 * CMIFeedback of an answer: for what is chosen single characters of an alphabet, by the author's
 * order (P23). `null` where a choice has no character of its own, of what is no number, and of nothing.
 */
export function feedback(
  { kind, choices, targets }: Interaction,
  given: readonly string[],
  alphabet: string,
): string | null {
  if (kind === "true-false") return given[0] === "true" ? "t" : "f";
  if (kind.endsWith("fill-in") || kind === "numeric") {
    return given.join(" ").replace(/\n/g, "; ").slice(0, LONGEST) || null;
  }
  if (Math.max(choices.length, targets.length) > alphabet.length) return null;
  const letter = (ids: readonly string[], id: string): string => alphabet.charAt(ids.indexOf(id));
  if (kind === "matching") {
    return pairs(given).map(([one, other]) => `${letter(choices, one)}.${letter(targets, other)}`).join(",");
  }
  const ordered = kind === "sequencing" ? given : choices.filter((id) => given.includes(id));
  return ordered.map((id) => letter(choices, id)).join(",") || null;
}

/** CMIFeedback of all that is right; of a range of numbers it cannot tell. */
export function patterns(interaction: Interaction, alphabet: string): string[] {
  const { kind, correct } = interaction;
  const [low, high] = correct;
  if (kind === "numeric" && low !== high) return [];
  const each = kind === "fill-in" ? correct.map((text) => [text]) : [kind === "numeric" ? [low!] : correct];
  return each.map((right) => feedback(interaction, right, alphabet)).filter((text) => text !== null);
}

/** What stands in turns, two by two. */
export function pairs(flat: readonly string[]): [one: string, other: string][] {
  return flat.flatMap((one, n) => (n % 2 ? [] : [[one, flat[n + 1]!] as [string, string]]));
}

export function digits(value: number, width: number): string {
  return String(value).padStart(width, "0");
}
