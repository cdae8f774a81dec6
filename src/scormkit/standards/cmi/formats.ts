import type { Interaction } from "../../player/lms";

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

/**
 * CMIFeedback: single characters of an alphabet, in the author's order (P23). `null` where a choice
 * has no character of its own.
 */
export function feedback(
  interaction: Interaction,
  chosen: readonly string[],
  alphabet: string,
): string | null {
  if (interaction.kind === "true-false") return chosen[0] === "true" ? "t" : "f";
  if (interaction.choices.length > alphabet.length) return null;
  const letters = interaction.choices.map((_, i) => alphabet.charAt(i));
  return letters.filter((_, i) => chosen.includes(interaction.choices[i]!)).join(",");
}

export function digits(value: number, width: number): string {
  return String(value).padStart(width, "0");
}
