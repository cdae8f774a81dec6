import model from "../../src/scormkit/standards/scorm2004/datamodel.json";

interface Element {
  access: string;
  type: string;
  limit?: string;
  range?: (number | null)[];
}

const elements = new Map(Object.entries(model.elements as unknown as Record<string, Element>));
const patterns: Record<string, string> = model.patterns;
const limits: Record<string, number> = model.limits;
const words: Record<string, unknown> = model.vocabularies;

/** What the strictest LMS says to a value, as `datamodel.json` has it: an error code, "0" is none. */
export function strict(element: string, value: string): string {
  const one = elements.get(element.replace(/\.\d+(?=\.)/g, ".n"));
  if (!one) return "401";
  if (!one.access.includes("w")) return "404";
  if (one.limit && value.replace(/^\{lang=[^}]*\}/, "").length > limits[one.limit]!) return "406";
  const vocabulary = words[one.type];
  if (Array.isArray(vocabulary)) return vocabulary.includes(value) ? "0" : "406";
  if (one.type === "pattern" || one.type === "response") {
    const short = new RegExp(patterns["short_identifier"]!);
    const parts = value ? value.split("[,]") : [];
    return parts.every((part) => short.test(part)) && parts.length <= limits["choices"]! ? "0" : "406";
  }
  const pattern = patterns[one.type];
  if (pattern && !new RegExp(pattern).test(value)) return "406";
  const [least, most] = one.range ?? [null, null];
  return Number(value) < (least ?? -Infinity) || Number(value) > (most ?? Infinity) ? "407" : "0";
}
