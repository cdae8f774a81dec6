// How right answers and given ones are written, by the type of the interaction (RTE 4th Ed., 4.2.9.1).

import model from "../../../standards/scorm2004/datamodel.json";

const { limits, patterns, vocabularies } = model;
const REAL = new RegExp(patterns.real);
const TRUE_FALSE = new RegExp(patterns.true_false);
const ID = new RegExp(`^[^\\s\\[\\]{}]{1,${limits.short_identifier}}$`);
const LANGUAGE = /^\{lang=[A-Za-z0-9-]*\}/;

/** Types that have one right answer only. */
export const SINGLE: readonly string[] = vocabularies.single_pattern_types;

type Check = (value: string) => boolean;
const id: Check = (value) => ID.test(value);
const items = (value: string): string[] => value.split("[,]");
const differ = (texts: string[]): boolean => new Set(texts).size === texts.length;

/** Properties in braces stand first, each once. */
function without(value: string, ...names: string[]): string | null {
  let rest = value;
  for (const told = new Set<string>(); ; ) {
    const found = /^\{(\w+)=([^}]*)\}/.exec(rest);
    if (!found || !["case_matters", "order_matters", ...names].includes(found[1]!)) return rest;
    const known = found[1] === "lang" || found[2] === "true" || found[2] === "false";
    if (told.has(found[1]!) || !known || !names.includes(found[1]!)) return null;
    told.add(found[1]!);
    rest = rest.slice(found[0].length);
  }
}

const text = (most: number): Check => (value) => [...value.replace(LANGUAGE, "")].length <= most;

const choice: Check = (value) => {
  const chosen = value === "" ? [] : items(value);
  return chosen.every(id) && differ(chosen) && chosen.length <= limits.choices;
};

const sequence: Check = (value) => items(value).every(id) && items(value).length <= limits.choices;

const pairs = (value: string, left: Check, right: Check): boolean =>
  items(value).every((item) => {
    const [one = "", two, ...more] = item.split("[.]");
    return two !== undefined && more.length === 0 && left(one) && right(two);
  });

const matching: Check = (value) => pairs(value, id, id) && items(value).length <= limits.choices;

const range: Check = (value) => {
  const [least = "", most, ...more] = value.split("[:]");
  if (most === undefined || more.length) return false;
  const number = (part: string) => part === "" || REAL.test(part);
  return number(least) && number(most) && !(least !== "" && most !== "" && Number(least) > Number(most));
};

const step: Check = (value) => value === "" || id(value);

function performed(value: string, answer: Check): boolean {
  const told = items(value);
  return told.length <= limits.steps && told.every((one) => one !== "[.]") && pairs(value, step, answer);
}

const PATTERNS: Record<string, Check> = {
  "true-false": (value) => TRUE_FALSE.test(value),
  choice,
  "fill-in": (value) => {
    const rest = without(value, "case_matters", "order_matters", "lang");
    return rest !== null && items(rest).length <= limits.fill_ins && items(rest).every(text(limits.fill_in));
  },
  "long-fill-in": (value) => {
    const rest = without(value, "case_matters", "lang");
    return rest !== null && text(limits.long_fill_in)(rest);
  },
  likert: id,
  matching,
  performance: (value) => {
    const rest = without(value, "order_matters");
    return rest !== null && performed(rest, (answer) => range(answer) || text(limits.fill_in)(answer));
  },
  sequencing: sequence,
  numeric: range,
  other: text(limits.long_fill_in),
};

const RESPONSES: Record<string, Check> = {
  ...PATTERNS,
  "fill-in": (value) => items(value).length <= limits.fill_ins && items(value).every(text(limits.fill_in)),
  "long-fill-in": text(limits.long_fill_in),
  matching: (value) => value === "" || matching(value),
  performance: (value) => performed(value, text(limits.fill_in)),
  numeric: (value) => REAL.test(value),
};

/** Whether a right answer is written as its type wants it. */
export function checkPattern(kind: string, value: string): boolean {
  return PATTERNS[kind]?.(value) ?? false;
}

/** Whether a learner's answer is. */
export function checkResponse(kind: string, value: string): boolean {
  return RESPONSES[kind]?.(value) ?? false;
}
