import assert from "node:assert/strict";
import { test } from "node:test";

import { BitReader, BitWriter } from "../../src/scormkit/player/state/bits";
import { decode, encode } from "../../src/scormkit/player/state/codec";
import { emptyRecord, emptyTest, PHASES, STATUSES } from "../../src/scormkit/player/state/record";
import type { StateRecord } from "../../src/scormkit/player/state/record";
import { below, pick, random } from "./courses";
import type { Random } from "./courses";

const numbers = (next: Random, most: number, top: number): number[] =>
  [...new Set(Array.from({ length: below(next, most) }, () => below(next, top)))].sort((a, b) => a - b);

function randomRecord(next: Random): StateRecord {
  return {
    lineage: below(next, 2 ** 24),
    counter: below(next, 2 ** 24),
    seconds: below(next, 2 ** 24),
    status: pick(next, STATUSES),
    page: below(next, 2 ** 24),
    scroll: below(next, 64) / 63,
    pages: new Set(numbers(next, 40, 2 ** 24)),
    tasks: new Set(numbers(next, 9, 2 ** 24)),
    videos: new Set(numbers(next, 9, 2 ** 24)),
    tests: new Map(
      numbers(next, 5, 2 ** 24).map((key) => [
        key,
        {
          attempts: below(next, 256),
          best: next() < 0.3 ? null : below(next, 10001) / 100,
          passed: next() < 0.5,
          phase: pick(next, PHASES),
          position: below(next, 100),
          seed: below(next, 2 ** 24),
          time: pick(next, [[], [below(next, 2 ** 17), below(next, 2 ** 17), below(next, 4)] as [number, number, number]]),
          drawn: numbers(next, 20, 2 ** 24).map((question) => ({
            key: question,
            given: pick(next, [null, numbers(next, 6, 2 ** 12), pick(next, ["", "Ёлка", "a\nb", "𝕏 🙂 ß", "п".repeat(300)])]),
          })).map((question) => (question.given !== null && next() < 0.3 ? { ...question, kept: true } : question)),
        },
      ]),
    ),
    day: pick(next, [0, below(next, 2 ** 16)]),
  };
}

/** As version 2 of the player wrote it. */
const SECOND =
  "CKG5sAAALAAAMAA4QAAAFfwACAAAVAAAWAAEAAB8AAAAQAAKQJhqoAIAAA4AYAAGaEACAEAABpABQNsAABqA";

test("each of 36 gaps keeps its word: two keys a gap", () => {
  const given = Array.from({ length: 72 }, (_, n) => n + 1);
  const record = { ...emptyRecord(), tests: new Map([[1, { ...emptyTest(), drawn: [{ key: 2, given }] }]]) };
  assert.deepEqual(decode(encode(record)), record);
});

test("a state of version 2 opens, and is written anew in this version", () => {
  const record = decode(SECOND)!;
  assert.deepEqual(record.tests.get(41), {
    attempts: 2, best: 62.5, passed: true, phase: "running", position: 1, seed: 7, time: [],
    drawn: [
      { key: 51, given: [1, 2] },
      { key: 52, given: "Ёж" },
      { key: 53, given: null },
    ],
  });
  assert.deepEqual([record.lineage, record.seconds, [...record.pages], [...record.tasks]], [11, 3600, [21, 22], [31]]);
  assert.equal(encode(record)[0], "D");
  assert.deepEqual(decode(encode(record)), record);
  assert.equal(decode(`B${SECOND.slice(1)}`), null);
  assert.equal(decode(`E${SECOND.slice(1)}`), null);
});

test("bits of any width come back", () => {
  const next = random(1);
  const values = Array.from({ length: 3000 }, () => {
    const width = 1 + below(next, 30);
    return { width, value: below(next, 2 ** width) };
  });
  const writer = new BitWriter();
  values.forEach(({ value, width }) => writer.write(value, width));
  const reader = new BitReader(writer.finish());
  values.forEach(({ value, width }) => assert.equal(reader.read(width), value));
});

test("a value too great for its width is cut to the greatest", () => {
  const writer = new BitWriter();
  writer.write(300, 8);
  writer.write(-3, 8);
  const reader = new BitReader(writer.finish());
  assert.deepEqual([reader.read(8), reader.read(8)], [255, 0]);
});

test("any record survives the round trip", () => {
  const next = random(2);
  for (let run = 0; run < 500; run++) {
    const record = randomRecord(next);
    const text = encode(record);
    assert.match(text, /^[\w-]+$/);
    assert.deepEqual(decode(text), record);
    assert.deepEqual(decode(` ${text}\n`), record);
  }
});

test("damaged, cut off and foreign text is refused (P1)", () => {
  const next = random(3);
  for (let run = 0; run < 300; run++) {
    const text = encode(randomRecord(next));
    const at = below(next, text.length);
    const other = text[at] === "A" ? "B" : "A";
    assert.equal(decode(text.slice(0, at) + other + text.slice(at + 1)), null);
    assert.equal(decode(text.slice(0, at)), null);
  }
  for (const foreign of ["", "x", "null", '{"page":3}', "Привет", "A".repeat(200), "B".repeat(64000)]) {
    assert.equal(decode(foreign), null);
  }
});

test("a fresh record is short", () => {
  assert.equal(encode(emptyRecord()).length, 33);
});
