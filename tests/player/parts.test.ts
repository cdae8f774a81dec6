import assert from "node:assert/strict";
import { test } from "node:test";

import type { CourseData } from "../../src/scormkit/player/course";
import { decode, encode } from "../../src/scormkit/player/state/codec";
import { emptyRecord, emptyTest } from "../../src/scormkit/player/state/record";
import { course, page, question, test as quiz } from "./courses";
import { answerAll, open, Scorm12World, WebWorld } from "./worlds";

const MODULES = [
  { id: "m1", wire: "q_m1_1", title: "M1", pages: ["a", "ask"] },
  { id: "m9", wire: "q_m9_9", title: "M9", pages: ["end"] },
];

/** A module with a test of one question, and the final test of two. */
function finished(part: Partial<NonNullable<CourseData["final"]>> = {}): CourseData {
  return course({
    modules: MODULES,
    pages: [page("a"), page("ask", { test: "ask" }), page("end", { module: "m9", test: "end" })],
    tests: [
      quiz("ask", "ask", { questions: [question("q1")] }),
      quiz("end", "end", { questions: [question("q2"), question("q3")] }),
    ],
    final: { test: "end", waits: true, alone: true, ...part },
  });
}

test("a final test waits for all before it, or for nothing", async () => {
  const learner = await open(finished({ alone: false }), new WebWorld());
  const waits = (): string[] => learner.test("end").waits.map(({ id }) => id);
  learner.visit("ask");
  assert.deepEqual(waits(), ["ask"]);
  learner.test("end").start();
  assert.equal(learner.test("end").phase, "new");
  assert.deepEqual(learner.test("ask").waits, []);
  learner.test("ask").start();
  answerAll(learner, "ask", true);
  learner.test("ask").finish();
  assert.deepEqual(waits(), []);
  learner.leave();
  const open_ = await open(finished({ waits: false }), new WebWorld());
  assert.deepEqual(open_.test("end").waits, []);
  open_.leave();
});

test("where the final test decides alone, its score is the course's, and others need not be passed", async () => {
  const learner = await open(finished(), new Scorm12World());
  learner.visit("ask");
  learner.test("ask").start();
  answerAll(learner, "ask", false);
  learner.test("ask").finish();
  assert.equal(learner.score(), null);
  assert.deepEqual(learner.test("end").waits, []);
  learner.visit("end");
  learner.test("end").start();
  answerAll(learner, "end", true);
  learner.test("end").finish();
  assert.equal(learner.score(), 100);
  assert.equal(learner.status(), "passed");
  assert.deepEqual(learner.snapshot().objectives.map(({ score }) => score), [0, 100]);
  learner.leave();
});

test("where it does not, all tests must be passed and all give the score", async () => {
  const learner = await open(finished({ alone: false, waits: false }), new WebWorld());
  for (const id of ["ask", "end"]) {
    learner.visit(id);
    learner.test(id).start();
    answerAll(learner, id, id === "end");
    learner.test(id).finish();
  }
  assert.equal(learner.status(), "incomplete");
  assert.equal(learner.score(), 66.67);
  learner.leave();
});

test("checks are kept, and count for nothing", async () => {
  const checks = quiz("checks", "", { questions: [question("c1"), question("c2")] });
  const data = course({ pages: [page("a")], tests: [], checks });
  const world = new WebWorld();
  const learner = await open(data, world);
  assert.equal(learner.status(), "completed");
  const [first, second] = checks.questions;
  const drawn = [{ key: first!.key, given: [first!.choices[1]!.key] }];
  learner.store(checks, { ...emptyTest(), drawn });
  assert.equal(learner.score(), null);
  await learner.save();
  learner.leave();
  const again = await open(course({ ...data, checks: { ...checks, questions: [second!, first!] } }), world);
  assert.deepEqual(again.recordOf(checks)?.drawn, drawn);
  const run = again.test("checks");
  assert.equal(run.read(drawn[0]!, again.lineage).outcome, "incorrect");
  assert.equal(run.read({ key: second!.key, given: null }, again.lineage).outcome, null);
  again.leave();
});

test("the day of a certificate is kept, and states of before have none", () => {
  for (const pages of [0, 1, 2, 3, 4, 5]) {
    const record = { ...emptyRecord(), pages: new Set(Array.from({ length: pages }, (_, n) => n + 1)) };
    assert.equal(decode(encode(record))!.day, 0);
    assert.equal(decode(encode({ ...record, day: 20_784 }))!.day, 20_784);
    assert.deepEqual(decode(encode({ ...record, day: 20_784 })), { ...record, day: 20_784 });
  }
});
