// The rules that scorm-again is too kind to hold a course to: SCORM 1.2 as the ADL test suite and
// Moodle in its standard mode read it. Each answers with the error code an LMS gives (RTE 1.2, 3.3.6).

import model from "../../../standards/scorm12/datamodel.json";

const { limits, patterns, vocabularies } = model;
const elements = new Map(Object.entries(model.elements));
const KEYWORD = /\.(_children|_count|_version)$/;
const DECIMAL = new RegExp(patterns.decimal);
const ONE = "[0-9a-z]";
const list = (one: string) => new RegExp(`^${one}(,${one})*$`);

type Check = (value: string) => boolean;
const text = (most: number): Check => (value) => [...value].length <= most;
const match = (pattern: string | RegExp): Check => (value) => new RegExp(pattern).test(value);
const among = (words: string[]): Check => (value) => words.includes(value);
const within = (least: number, most: number): Check => (value) =>
  DECIMAL.test(value) && Number(value) >= least && Number(value) <= most;
const either = (...checks: Check[]): Check => (value) => checks.some((check) => check(value));

const CHECKS: Record<string, Check> = {
  string: text(limits.string),
  feedback: text(limits.feedback),
  suspend_data: text(limits.suspend_data),
  launch_data: text(limits.launch_data),
  identifier: match(patterns.identifier),
  time: match(patterns.time),
  timespan: match(/^\d{4}:[0-5]\d:[0-5]\d(\.\d{1,2})?$/), // two hour digits are legal, but not taken by all
  score: either(among([""]), within(limits.score_min, limits.score_max)),
  decimal: within(-limits.weighting, limits.weighting),
  signed_integer: (value) => /^-?\d+$/.test(value) && within(-100, 100)(value),
  lesson_status: among(vocabularies.lesson_status.filter((word) => word !== "not attempted")),
  exit: among(vocabularies.exit),
  interaction_type: among(vocabularies.interaction_type),
  interaction_result: either(among(vocabularies.interaction_result), match(DECIMAL)),
};

/** How answers are written depends on the type of the interaction (RTE 1.2, 3.4.7). */
const ANSWERS: Record<string, Check> = {
  "true-false": match(patterns.true_false),
  choice: match(patterns.choice),
  numeric: match(DECIMAL),
  likert: match(`^${ONE}?$`),
  matching: match(list(`${ONE}\\.${ONE}`)),
  sequencing: match(list(ONE)),
};

/** The element with `n` for each index, and the indices with the arrays they stand in. */
function generic(element: string): { name: string; indices: [string, number][] } {
  const indices: [string, number][] = [];
  const parts = element.split(".");
  const name = parts.map((part, at) => {
    if (!/^(0|[1-9]\d*)$/.test(part)) return part;
    indices.push([parts.slice(0, at).join("."), Number(part)]);
    return "n";
  });
  return { name: name.join("."), indices };
}

function unknown(name: string): string {
  const parent = name.split(".").slice(0, -1).join(".");
  if (name.endsWith("._children")) return elements.has(parent) ? "202" : "401";
  if (name.endsWith("._count")) return elements.has(parent) ? "203" : "401";
  const siblings = [...elements.keys()].some((known) => known.startsWith(`${parent}.`));
  return parent !== "cmi" && siblings ? "201" : "401";
}

/** The error code for asking an element; "0" if it may be asked. */
export function checkGet(element: string, count: (array: string) => number): string {
  const { name, indices } = generic(element);
  const rule = elements.get(name);
  if (rule === undefined) return unknown(name);
  if (rule.access === "w") return "404";
  return indices.some(([array, index]) => index >= count(array)) ? "201" : "0";
}

/** The error code for writing an element; `count` tells how many entries an array has. */
export function checkSet(element: string, value: string, count: (array: string) => number): string {
  const { name, indices } = generic(element);
  const rule = elements.get(name);
  if (rule === undefined) return unknown(name);
  if (KEYWORD.test(element)) return "402";
  if (rule.access === "r") return "403";
  if (indices.some(([array, index]) => index > count(array))) return "201";
  // A record of an array begins with its identifier.
  const [first] = indices;
  if (first && !name.endsWith(".n.id") && first[1] >= count(first[0])) return "201";
  return typeof value === "string" && CHECKS[rule.type]?.(value) ? "0" : "405";
}

/** The error code for an answer or the pattern of a right one. */
export function checkAnswer(kind: string, value: string): string {
  return (ANSWERS[kind] ?? text(limits.feedback))(value) ? "0" : "405";
}
