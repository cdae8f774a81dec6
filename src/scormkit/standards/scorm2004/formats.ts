import type { Interaction } from "../../player/lms";
import { decimal, pairs } from "../cmi/formats";
import { limits, patterns as grammar } from "./datamodel.json";

const LANGUAGE = new RegExp(grammar.language);
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

/** localized_string_type of so many characters: on one line, and with no brace that opens another tag. */
export function localized(text: string, language: string, most = limits.description): string {
  const tag = language && LANGUAGE.test(language) ? `{lang=${language}}` : "";
  const line = text.replace(/\s+/g, " ").trim().replace(/^[{\s]+/, "");
  return tag + line.slice(0, most).replace(/[\ud800-\udbff]$/, "");
}

/** An answer, choices by short identifiers; `null` if it is more than an LMS takes, or nothing, or not of its form. */
export function response(interaction: Interaction, given: readonly string[]): string | null {
  const { kind, choices, targets } = interaction;
  if (kind === "true-false") return given[0] === "true" ? "true" : "false";
  if (kind === "fill-in") {
    const texts = given.join(" ").split("\n").map((text) => localized(text, ""));
    return texts.length > limits.fill_ins ? null : texts.join("[,]");
  }
  if (kind === "long-fill-in") return localized(given.join(" "), "", limits.long_fill_in) || null;
  if (kind === "numeric") return real(given.join(""));
  if (given.length > limits.choices * (kind === "matching" ? 2 : 1)) return null;
  const names = shortIds(choices);
  const name = (id: string): string => names[choices.indexOf(id)]!;
  if (kind === "matching") {
    const others = shortIds(targets);
    return pairs(given).map(([one, other]) => `${name(one)}[.]${others[targets.indexOf(other)]}`).join("[,]");
  }
  const ordered = kind === "sequencing" ? given : choices.filter((id) => given.includes(id));
  return ordered.map(name).join("[,]") || null;
}

/** All that is right, as many patterns as every LMS takes (RTE 4th Ed., 4.1.1.6). */
export function patterns(interaction: Interaction): string[] {
  const { kind, correct } = interaction;
  if (kind === "numeric") return [correct.map(real).join("[:]")];
  const each = kind === "fill-in" ? correct.slice(0, limits.patterns).map((text) => [text]) : [correct];
  return each.map((right) => response(interaction, right)).filter((text) => text !== null);
}

/** real(10,7); nothing for what is no number. */
function real(text: string): string | null {
  return text ? decimal(Number(text), limits.decimals) : null;
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
