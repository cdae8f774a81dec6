import type { Interaction } from "../../player/lms";
import { decimal } from "../cmi/formats";
import { limits, patterns } from "./datamodel.json";

const LANGUAGE = new RegExp(patterns.language);
const LEGIBLE = /^[\x21-\x7e]*[A-Za-z0-9][\x21-\x7e]*$/;
const NOT_SHORT = /[^A-Za-z0-9_.]/g;

/** timeinterval, in seconds alone, of which two decimals are allowed (RTE 4th Ed., 4.1.1.7). */
export function timeinterval(seconds: number): string {
  return `PT${decimal(Math.max(0, seconds))}S`;
}

/**
 * timestamp: the learner's wall clock. With a zone it would need a fraction, and Moodle and Canvas
 * refuse what `toISOString` gives (P26).
 */
export function timestamp(at: Date): string {
  const date = [at.getFullYear(), at.getMonth() + 1, at.getDate()].map(digits).join("-");
  return `${date}T${[at.getHours(), at.getMinutes(), at.getSeconds()].map(digits).join(":")}`;
}

/** localized_string_type of 250 characters: on one line, and with no brace that opens another tag. */
export function localized(text: string, language: string): string {
  const tag = language && LANGUAGE.test(language) ? `{lang=${language}}` : "";
  const line = text.replace(/\s+/g, " ").trim().replace(/^[{\s]+/, "");
  return tag + line.slice(0, limits.description).replace(/[\ud800-\udbff]$/, "");
}

/** Choices by short identifiers, in the author's order; `null` if more than an LMS takes. */
export function response(interaction: Interaction, chosen: readonly string[]): string | null {
  if (interaction.kind === "true-false") return chosen[0] === "true" ? "true" : "false";
  if (chosen.length > limits.choices) return null;
  const names = shortIds(interaction.choices);
  return names.filter((_, i) => chosen.includes(interaction.choices[i]!)).join("[,]");
}

/** The choices' ids as the strictest LMS takes them (Moodle); numbers where they would say nothing. */
function shortIds(ids: readonly string[]): string[] {
  const short = ids.map((id) => id.replace(NOT_SHORT, "_").slice(0, limits.short_identifier));
  const legible = ids.every((id) => LEGIBLE.test(id)) && new Set(short).size === ids.length;
  return legible ? short : ids.map((_, i) => `c${i + 1}`);
}

function digits(value: number): string {
  return String(value).padStart(2, "0");
}
