import assert from "node:assert/strict";
import { test } from "node:test";

import { mayEnter } from "../../src/scormkit/preview/scorm/scorm12/prerequisites";

const STATUSES: Record<string, string> = { a: "passed", b: "completed", c: "failed" };
const status = (item: string): string => STATUSES[item] ?? "not attempted";

for (const [script, open] of [
  ["", true], ["a", true], ["c", false], ["d", false], ["a&b", true], ["a & c", false], ["c|b", true],
  ["~c", true], ["~(a&b)", false], ["(c|a)&b", true], ["c=failed", true], ['c="f"', true],
  ["a<>passed", false], ["d=not", false], ['d="not attempted"', true], ["2*{a,b,c}", true],
  ["3*{a,b,c}", false], ["a&", true], // what cannot be read lets everyone in
] as const) {
  test(`prerequisites: ${script || "none"}`, () => assert.equal(mayEnter(script, status), open));
}
