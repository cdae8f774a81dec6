// The rules that scorm-again is too kind to hold a course to: SCORM 2004 as the ADL test suite reads
// it, and lengths as LMSs store them. Each answers with the error code an LMS gives (RTE 4th Ed., 3.1.7).

import model from "../../../standards/scorm2004/datamodel.json";
import { checkPattern, checkResponse, SINGLE } from "./responses";

interface Element {
  access: string;
  type: string;
  limit?: string;
  range?: (number | null)[];
  needs?: string;
  once?: boolean;
  since?: string;
}

const { patterns, vocabularies } = model;
const limits: Record<string, number> = model.limits;
const elements = new Map<string, Element>(Object.entries(model.elements));
const KEYWORD = /\.(_children|_count|_version)$/;
const TARGET = /^(adl\.nav\.request_valid\.(?:choice|jump))\.\{target=[^\s}]+\}$/;
const OK = "0";
const NO_SUCH = "401";

type Check = (value: string) => boolean;
const match = (pattern: string): Check => {
  const known = new RegExp(pattern, "u");
  return (value) => known.test(value);
};
const among = (words: string[]): Check => (value) => words.includes(value);

const CHECKS: Record<string, Check> = {
  string: () => true,
  integer: match(patterns.integer),
  localized: match(patterns.localized),
  language: match(patterns.language),
  long_identifier: match(patterns.long_identifier),
  real: match(patterns.real),
  timestamp: match(patterns.timestamp),
  timeinterval: match(patterns.timeinterval),
  completion_status: among(vocabularies.completion_status),
  success_status: among(vocabularies.success_status),
  exit: among(vocabularies.exit),
  audio_captioning: among(vocabularies.audio_captioning),
  interaction_type: among(vocabularies.interaction_type),
  interaction_result: (value) =>
    vocabularies.interaction_result.includes(value) || match(patterns.real)(value),
  nav_request: (value) =>
    vocabularies.nav_request.includes(value) || match(patterns.nav_target)(value),
};

interface Found {
  /** The element with `n` for each index. */
  name: string;
  /** The indices with the arrays they stand in. */
  indices: [array: string, index: number][];
}

function generic(element: string): Found {
  const target = TARGET.exec(element);
  if (target) return { name: `${target[1]}.n`, indices: [] };
  const indices: [string, number][] = [];
  const parts = element.split(".");
  const name = parts.map((part, at) => {
    if (!/^(0|[1-9]\d*)$/.test(part)) return part;
    indices.push([parts.slice(0, at).join("."), Number(part)]);
    return "n";
  });
  return { name: name.join("."), indices };
}

/** A group may be asked what it has, and an array how many; nothing else may (RTE, 3.1.4.3). */
function unknown(name: string): string {
  const parent = name.replace(/\._(children|count)$/, "");
  return parent !== name && elements.has(parent) ? "301" : NO_SUCH;
}

/** What an LMS knows: how many entries an array has, and what was set before. */
export interface Known {
  count(array: string): number;
  value(element: string): string | undefined;
}

/** The error code for asking an element; "0" if scorm-again may answer. */
export function checkGet(element: string, known: Known): string {
  const { name, indices } = generic(element);
  const rule = elements.get(name);
  if (rule === undefined) return unknown(name);
  if (rule.access === "w") return "405";
  return indices.some(([array, index]) => index >= known.count(array)) ? "301" : OK;
}

/** The error code for writing an element. */
export function checkSet(element: string, value: string, known: Known): string {
  const { name, indices } = generic(element);
  const rule = elements.get(name);
  if (rule === undefined) return KEYWORD.test(element) ? "404" : NO_SUCH;
  if (rule.access === "r") return "404";
  if (indices.some(([array, index]) => index > known.count(array))) return "351";
  if (!sits(rule, indices, known)) return "408";
  const code = checkValue(rule, element, value, known);
  if (code !== OK) return code;
  return repeats(rule, name, element, value, known) ? "351" : OK;
}

/** Whether what has to be set before has been (RTE, 4.1.1.6: dependencies). */
function sits({ needs }: Element, [first]: Found["indices"], known: Known): boolean {
  return !needs || !first || known.value(`${first[0]}.${first[1]}.${needs}`) !== undefined;
}

function checkValue(rule: Element, element: string, value: string, known: Known): string {
  if (typeof value !== "string") return "406";
  const kind = known.value(`${element.split(".").slice(0, 3).join(".")}.type`) ?? "";
  if (rule.type === "pattern") return checkPattern(kind, value) ? OK : "406";
  if (rule.type === "response") return checkResponse(kind, value) ? OK : "406";
  if (!CHECKS[rule.type]?.(value)) return "406";
  const most = rule.limit ? limits[rule.limit] : undefined;
  if (most !== undefined && [...value].length > most) return "406";
  const [least = null, highest = null] = rule.range ?? [];
  const number = Number(value);
  return (least !== null && number < least) || (highest !== null && number > highest) ? "407" : OK;
}

/** What may be said once: an objective's id, one id in each list, one pattern of some types. */
function repeats(rule: Element, name: string, element: string, value: string, known: Known): boolean {
  const before = known.value(element);
  if (rule.once && before !== undefined && before !== value) return true;
  if (name === "cmi.objectives.n.id" || name === "cmi.interactions.n.objectives.n.id") {
    const [, array = "", index = ""] = /^(.*)\.(\d+)\.id$/.exec(element) ?? [];
    const others = Array.from({ length: known.count(array) }, (_, n) => n).filter((n) => n !== Number(index));
    return others.some((n) => known.value(`${array}.${n}.id`) === value);
  }
  if (rule.type !== "pattern") return false;
  const kind = known.value(`${element.split(".").slice(0, 3).join(".")}.type`) ?? "";
  return SINGLE.includes(kind) && !element.endsWith(".0.pattern");
}
