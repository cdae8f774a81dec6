import assert from "node:assert/strict";
import { test } from "node:test";

import type { QuestionData } from "../../src/scormkit/player/course";
import type { Interaction } from "../../src/scormkit/player/lms";
import { answered, kept } from "../../src/scormkit/player/quiz/given";
import { kindOf } from "../../src/scormkit/player/quiz/kinds";
import { response as xapi } from "../../src/scormkit/lrs/activities";
import * as scorm12 from "../../src/scormkit/standards/scorm12/formats";
import * as scorm2004 from "../../src/scormkit/standards/scorm2004/formats";
import { answered as told, choices, matched, pictured, question, rated } from "./courses";

interface Case {
  question: QuestionData;
  /** Answer → share of the points; SCORM 1.2, SCORM 2004, xAPI. */
  answers: [given: string[], share: number, wire12: string | null, wire2004: string | null, wireXapi: string][];
  /** What is right in SCORM 1.2 and SCORM 2004. */
  right: [in12: string[], in2004: string[]];
}

const accept = { texts: ["Москва", "город Москва"], case: false, typos: 1 };
const CASES: Record<string, Case> = {
  "short text": {
    question: question("q", { kind: "short-text", choices: [], accept, room: 500 }),
    answers: [
      [["Москва"], 1, "Москва", "Москва", "Москва"],
      [["  МАСКВА "], 1, "  МАСКВА ", "МАСКВА", "  МАСКВА "],
      [["Омск"], 0, "Омск", "Омск", "Омск"],
    ],
    right: [accept.texts, accept.texts],
  },
  number: {
    question: question("q", { kind: "numeric", choices: [], range: [36.4, 36.8], unit: "°C", room: 300 }),
    answers: [
      [["36,6"], 1, "36.6", "36.6", "36.6"],
      [["36.8 °C"], 1, "36.8", "36.8", "36.8"],
      [["−1 000"], 0, "-1000", "-1000", "-1000"],
      [["тепло"], 0, null, null, ""],
    ],
    right: [[], ["36.4[:]36.8"]],
  },
  matching: {
    question: question("q", { kind: "matching", partial: true, ...matched(3, 3) }),
    answers: [
      [["c1", "t1", "c2", "t2", "c3", "t3"], 1, "a.a,b.b,c.c", "c1[.]t1[,]c2[.]t2[,]c3[.]t3", "c1[.]t1[,]c2[.]t2[,]c3[.]t3"],
      [["c2", "t2", "c1", "t3"], 1 / 3, "b.b,a.c", "c2[.]t2[,]c1[.]t3", "c2[.]t2[,]c1[.]t3"],
    ],
    right: [["a.a,b.b,c.c"], ["c1[.]t1[,]c2[.]t2[,]c3[.]t3"]],
  },
  categories: {
    question: question("q", { kind: "categorise", partial: false, ...matched(3, 2) }),
    answers: [
      [["c1", "t1", "c2", "t2", "c3", "t1"], 1, "a.a,b.b,c.a", "c1[.]t1[,]c2[.]t2[,]c3[.]t1", "c1[.]t1[,]c2[.]t2[,]c3[.]t1"],
      [["c1", "t1", "c2", "t2", "c3", "t2"], 0, "a.a,b.b,c.b", "c1[.]t1[,]c2[.]t2[,]c3[.]t2", "c1[.]t1[,]c2[.]t2[,]c3[.]t2"],
    ],
    right: [["a.a,b.b,c.a"], ["c1[.]t1[,]c2[.]t2[,]c3[.]t1"]],
  },
  ordering: {
    question: question("q", { kind: "ordering", partial: true, choices: choices(4, []) }),
    answers: [
      [["c1", "c2", "c3", "c4"], 1, "a,b,c,d", "c1[,]c2[,]c3[,]c4", "c1[,]c2[,]c3[,]c4"],
      [["c2", "c1", "c3", "c4"], 0.5, "b,a,c,d", "c2[,]c1[,]c3[,]c4", "c2[,]c1[,]c3[,]c4"],
    ],
    right: [["a,b,c,d"], ["c1[,]c2[,]c3[,]c4"]],
  },
  "gaps to write in": {
    question: question("q", { kind: "fill-gaps", partial: true, choices: [], gaps: [accept, { texts: ["Рим"], case: true, typos: 0 }], room: 500 }),
    answers: [
      [["масква", "рим"], 0.5, "масква; рим", "масква[,]рим", "масква[,]рим"],
      [["Москва", " Рим "], 1, "Москва; Рим", "Москва[,]Рим", "Москва[,]Рим"],
      [["", "рим [,] {x}"], 0, "___; рим   {x}", "___[,]рим {x}", "___[,]рим   {x}"],
    ],
    right: [["Москва; Рим", "город Москва; Рим"], ["Москва[,]Рим", "город Москва[,]Рим"]],
  },
  "all gaps or nothing": {
    question: question("q", { kind: "fill-gaps", partial: false, choices: [], gaps: [accept, accept], room: 500 }),
    answers: [
      [["Москва", "Омск"], 0, "Москва; Омск", "Москва[,]Омск", "Москва[,]Омск"],
      [["Москва", "город москва"], 1, "Москва; город москва", "Москва[,]город москва", "Москва[,]город москва"],
    ],
    right: [["Москва; Москва", "город Москва; город Москва"], ["Москва[,]Москва", "город Москва[,]город Москва"]],
  },
  "gaps with lists": {
    question: question("q", { kind: "drop-down", partial: true, ...matched(2, 3) }),
    answers: [
      [["c1", "t1", "c2", "t3"], 0.5, "a.a,b.c", "c1[.]t1[,]c2[.]t3", "c1[.]t1[,]c2[.]t3"],
      [["c2", "t2"], 0.5, "b.b", "c2[.]t2", "c2[.]t2"],
    ],
    right: [["a.a,b.b"], ["c1[.]t1[,]c2[.]t2"]],
  },
  "words to drag": {
    question: question("q", { kind: "drag-words", partial: false, ...matched(3, 2) }),
    answers: [[["c1", "t1", "c2", "t2", "c3", "t1"], 1, "a.a,b.b,c.a", "c1[.]t1[,]c2[.]t2[,]c3[.]t1", "c1[.]t1[,]c2[.]t2[,]c3[.]t1"]],
    right: [["a.a,b.b,c.a"], ["c1[.]t1[,]c2[.]t2[,]c3[.]t1"]],
  },
  "form of a text": {
    question: question("q", { kind: "short-text", choices: [], room: 500, accept: { texts: ["2024"], case: false, typos: 0, matches: "(год )?20\\d{2}" } }),
    answers: [
      [[" ГОД  2031 "], 1, " ГОД  2031 ", "ГОД 2031", " ГОД  2031 "],
      [["в 2031"], 0, "в 2031", "в 2031", "в 2031"],
      [["20311"], 0, "20311", "20311", "20311"],
    ],
    right: [["2024"], ["2024"]],
  },
  "one place in a picture": {
    question: question("q", pictured([1], 1)),
    answers: [
      [["700,590"], 1, "b", "c2", "c2"],
      [["10,10"], 0, "a", "c1", "c1"],
      [["999,500"], 0, "c", "c3", "c3"],
      [["10,990"], 0, null, null, ""],
    ],
    right: [["b"], ["c2"]],
  },
  "places in a picture": {
    question: question("q", { ...pictured([0, 1], 3), partial: true }),
    answers: [
      [["10,10", "700,500"], 1, "a,b", "c1[,]c2", "c1[,]c2"],
      [["700,500"], 0.5, "b", "c2", "c2"],
      [["10,10", "10,990"], 0, "a", "c1", "c1"],
    ],
    right: [["a,b"], ["c1[,]c2"]],
  },
  essay: {
    question: question("q", { kind: "essay", choices: [], room: 12 + 8 * 300, partial: true, essay: { least: 10, most: 300, words: ["причал", "Лодк"], needed: 2 } }),
    answers: [
      [["У причала", "стоят лодки"], 1, "У причала стоят лодки", "У причала стоят лодки", "У причала\nстоят лодки"],
      [["У причала пусто"], 0.5, "У причала пусто", "У причала пусто", "У причала пусто"],
      [["Причал"], 0, "Причал", "Причал", "Причал"],
    ],
    right: [[], []],
  },
};

for (const [name, { question: data, answers, right }] of Object.entries(CASES)) {
  test(`${name}: share, state and words of every standard`, () => {
    const { type, share, correct, said } = kindOf(data);
    for (const [given, earned, wire12, wire2004, wireXapi] of answers) {
      assert.equal(share(data, given), earned, given.join());
      assert.deepEqual(answered(data, kept(data, given)), given);
      const told = said ? said(data, given) : given;
      const interaction = {
        kind: type, given: told, correct: correct(data), choices: data.choices.map(({ id }) => id),
        targets: (data.targets ?? []).map(({ id }) => id),
      } as Interaction;
      assert.equal(scorm12.feedback(interaction), wire12);
      assert.equal(scorm2004.response(interaction, told), wire2004);
      assert.equal(xapi(type, told), wireXapi);
      assert.deepEqual(scorm12.patterns(interaction), right[0]);
      assert.deepEqual(scorm2004.patterns(interaction), right[1]);
    }
  });
}

test("a scale is told statement by statement, with nothing right about it", () => {
  const data = question("q", rated(2, 3));
  const given = ["c1", "t2", "c2", "t1"];
  const { type, apart, correct } = kindOf(data);
  assert.deepEqual(answered(data, kept(data, given)), given);
  const whole = told({ kind: type, given, choices: ["c1", "c2"], targets: ["t1", "t2", "t3"], correct: correct(data), text: "Как?", weight: 0 });
  const each = apart!(whole, data);
  assert.deepEqual(each.map(({ id, text }) => [id, text]), [["q_c1", "Как? – Ответ 1"], ["q_c2", "Как? – Ответ 2"]]);
  assert.deepEqual(each.map(scorm12.feedback), ["b", "a"]);
  assert.deepEqual(each.map((one) => scorm2004.response(one, one.given)), ["t2", "t1"]);
  assert.deepEqual(each.map((one) => xapi(one.kind, one.given)), ["t2", "t1"]);
  for (const one of each) assert.deepEqual([scorm12.patterns(one), scorm2004.patterns(one)], [[], []]);
  assert.equal(apart!({ ...whole, given: ["c2", "t3"] }, data).length, 1);
});

test("slips of typing are forgiven as far as the author says, and no further", () => {
  const { share } = kindOf(CASES["short text"]!.question);
  const shareOf = (written: string, typos: number): number =>
    share(question("q", { kind: "short-text", choices: [], room: 500, accept: { texts: ["Ёлка «Зимняя»"], case: false, typos } }), [written]);
  for (const same of ["елка  \"зимняя\"", "ЁЛКА „ЗИМНЯЯ“"]) assert.equal(shareOf(same, 0), 1, same);
  for (const slip of ["лка «Зимняя»", "Еллка «Зимняя»", "Алка «Зимняя»", "Ёкла «Зимняя»"]) {
    assert.deepEqual([shareOf(slip, 0), shareOf(slip, 1)], [0, 1], slip);
  }
  assert.equal(shareOf("Алка «Летняя»", 1), 0);
});

test("a text is cut where the learner's state has no more room for it", () => {
  const data = question("q", { kind: "short-text", choices: [], accept, room: 12 + 8 * 3 });
  assert.equal(kept(data, ["Москва"]), "Мос");
  assert.equal(kept(data, ["🙂Москва"]), null);
  assert.equal(kept(data, ["  "]), null);
});

test("each gap is cut for itself, and an answer to another number of gaps is gone", () => {
  const gaps = [accept, accept];
  const data = question("q", { kind: "fill-gaps", choices: [], gaps, room: 12 + 8 * 3 });
  assert.equal(kept(data, ["Москва", "Омск"]), "Мос\nОмс");
  assert.equal(kept(data, ["", " "]), null);
  assert.deepEqual(answered(data, "\nОмс"), ["", "Омс"]);
  assert.equal(answered(data, "Омс"), null);
});

test("more gaps than SCORM 2004 takes are left out, their result is not", () => {
  const data = question("q", { kind: "fill-gaps", partial: true, choices: [], gaps: Array(11).fill(accept) as [], room: 500 });
  const given = Array(11).fill("Москва") as string[];
  const { share, said, correct } = kindOf(data);
  const interaction = { kind: "fill-in", given: said!(data, given), correct: correct(data) } as Interaction;
  assert.equal(share(data, given), 1);
  assert.equal(scorm2004.response(interaction, interaction.given), null);
  assert.deepEqual(scorm2004.patterns(interaction), []);
  assert.equal(scorm12.feedback(interaction)!.length, 11 * 8 - 2);
});
