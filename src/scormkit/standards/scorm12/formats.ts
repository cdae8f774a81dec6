import type { Interaction } from "../../player/lms";
import { limits, vocabularies } from "./datamodel.json";

/** CMITimespan as the strictest LMS takes it: four digits of hours, two decimals (RTE 1.2, 3.4). */
export function timespan(seconds: number): string {
  const hundredths = Math.min(Math.max(0, Math.round(seconds * 100)), 9999 * 360_000);
  const whole = Math.floor(hundredths / 100);
  return [
    digits(Math.floor(whole / 3600), 4),
    digits(Math.floor(whole / 60) % 60, 2),
    `${digits(whole % 60, 2)}.${digits(hundredths % 100, 2)}`,
  ].join(":");
}

/** CMITime: the learner's wall clock. */
export function time(at: Date): string {
  return [at.getHours(), at.getMinutes(), at.getSeconds()].map((n) => digits(n, 2)).join(":");
}

/**
 * CMIFeedback: single characters, in the author's order (P23). `null` where a choice has no
 * character of its own.
 */
export function feedback(interaction: Interaction, chosen: readonly string[]): string | null {
  if (interaction.kind === "true-false") return chosen[0] === "true" ? "t" : "f";
  if (interaction.choices.length > limits.choices) return null;
  const letters = interaction.choices.map((_, i) => vocabularies.choice_characters.charAt(i));
  return letters.filter((_, i) => chosen.includes(interaction.choices[i]!)).join(",");
}

function digits(value: number, width: number): string {
  return String(value).padStart(width, "0");
}
