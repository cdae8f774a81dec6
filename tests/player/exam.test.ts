import assert from "node:assert/strict";
import { test } from "node:test";

import type { TestData } from "../../src/scormkit/player/course";
import type { ExamRun } from "../../src/scormkit/player/quiz/exam/attempt";
import { aims } from "../../src/scormkit/player/quiz/exam/parts";
import { clockOf, limits, passed } from "../../src/scormkit/player/quiz/exam/time";
import type { Learner } from "../../src/scormkit/player/learner";
import { course, page, question, test as quiz } from "./courses";
import { answerAll, open, Scorm12World, WebWorld } from "./worlds";
import type { World } from "./worlds";

async function begin(part: Partial<TestData>, world: World = new WebWorld()): Promise<Learner> {
  return open(course({ pages: [page("exam", { test: "exam" })], tests: [quiz("exam", "exam", part)] }), world);
}

function attempt(learner: Learner, right: boolean | ((n: number) => boolean)): number {
  const run = learner.test("exam");
  run.start();
  answerAll(learner, "exam", right);
  return run.finish().percent;
}

const asked = (learner: Learner): string[] => learner.test("exam").questions().map(({ data }) => data.id);

test("each section draws from its own bank, in the order of the sections", async () => {
  const questions = Array.from({ length: 20 }, (_, n) => question(`q${n}`, { section: n < 10 ? "a" : "b" }));
  const sections = [
    { id: "a", title: "A", draw: 3, shuffle: true },
    { id: "b", title: "B", draw: 2, shuffle: false },
  ];
  const seen = new Set<string>();
  for (let run = 0; run < 20; run++) {
    const learner = await begin({ questions, sections });
    learner.test("exam").start();
    const numbers = asked(learner).map((id) => Number(id.slice(1)));
    assert.deepEqual(numbers.map((n) => n < 10), [true, true, true, false, false]);
    assert.ok(numbers[3]! < numbers[4]!);
    seen.add(String(numbers));
    learner.leave();
  }
  assert.ok(seen.size > 15);
});

test("the score of several tests weighs a sectioned one by what it draws", async () => {
  const questions = [1, 2, 3, 4].map((n) => question(`q${n}`, { section: n < 3 ? "a" : "b", points: n < 3 ? 1 : 2 }));
  const sections = ["a", "b"].map((id) => ({ id, title: id, draw: 1, shuffle: true }));
  const pages = [page("exam", { test: "exam" }), page("other", { test: "other" })];
  const tests = [quiz("exam", "exam", { questions, sections, fullPoints: 3 }), quiz("other", "other", { questions: [question("o")] })];
  const learner = await open(course({ pages, tests }), new WebWorld());
  attempt(learner, true);
  assert.equal(learner.score(), 75);
  learner.leave();
});

test("points needed are held against what was drawn", async () => {
  const questions = [1, 1, 2].map((points, n) => question(`q${n}`, { points }));
  const learner = await begin({ questions, draw: 2, passPoints: 2 });
  const run = learner.test("exam");
  for (let n = 0; n < 20; n++) {
    run.start();
    const dear = run.questions().findIndex(({ data }) => data.points === 2);
    answerAll(learner, "exam", (place) => place === dear);
    const { points, max, passed: enough, needed } = run.finish();
    assert.deepEqual([points, needed], dear < 0 ? [0, 100] : [2, 66.66]);
    assert.equal(enough, dear >= 0);
    assert.equal(max, dear < 0 ? 2 : 3);
  }
  learner.leave();
});

test("best, last or first attempt counts; what was passed stays passed", async () => {
  const results = [40, 80, 20].map((percent) => (n: number) => n < percent / 20);
  const run = async (counted?: "last" | "first"): Promise<unknown[]> => {
    const learner = await begin(counted ? { counted } : {});
    const told = results.map((right) => [attempt(learner, right), learner.score(), learner.test("exam").passed]);
    learner.leave();
    return told;
  };
  assert.deepEqual(await run(), [[40, 40, false], [80, 80, true], [20, 80, true]]);
  assert.deepEqual(await run("last"), [[40, 40, false], [80, 80, true], [20, 20, true]]);
  assert.deepEqual(await run("first"), [[40, 40, false], [80, 40, false], [20, 40, false]]);
});

test("where the first attempt counts, failing it is failing", async () => {
  const pages = [page("exam", { test: "exam" })];
  const tests = [quiz("exam", "exam", { counted: "first", attempts: 3 })];
  const learner = await open(course({ onFail: "failed", pages, tests }), new WebWorld());
  attempt(learner, false);
  assert.equal(learner.status(), "failed");
  learner.leave();
});

test("in forward order there is no way back, and only the question shown is answered", async () => {
  const world = new Scorm12World();
  let learner = await begin({ order: "forward", feedback: "deferred" }, world);
  learner.test("exam").start();
  const [first, second] = asked(learner);
  learner.test("exam").go(2);
  assert.equal(learner.test("exam").position, 0);
  assert.throws(() => learner.test("exam").answer(second!, ["c1"]), /no question/);
  learner.test("exam").go(1);
  learner.test("exam").go(0);
  learner.leave();
  learner = await open(learner.course, world);
  assert.equal(learner.test("exam").position, 1);
  assert.throws(() => learner.test("exam").answer(first!, ["c1"]), /no question/);
  learner.test("exam").answer(second!, ["c1"]);
  learner.leave();
});

test("a retry of the wrong ones keeps the right ones, over a relaunch too", async () => {
  const world = new Scorm12World();
  let learner = await begin({ retry: "wrong", attempts: 4, feedback: "deferred" }, world);
  assert.equal(attempt(learner, (n) => n % 2 === 0), 60);
  const wrong = learner.test("exam").result()!.questions.filter((q) => q.outcome !== "correct").map((q) => q.data.id);
  learner.test("exam").start();
  assert.deepEqual(asked(learner), wrong);
  learner.test("exam").go(1);
  learner.leave();
  learner = await open(learner.course, world);
  assert.deepEqual([asked(learner), learner.test("exam").position], [wrong, 1]);
  answerAll(learner, "exam", (n) => n === 0);
  const result = learner.test("exam").finish();
  assert.deepEqual([result.percent, result.questions.length], [80, 5]);
  assert.equal(attempt(learner, true), 100);
  learner.test("exam").start();
  assert.equal(asked(learner).length, 5);
  learner.leave();
});

test("a retry whose questions are gone from a new build has the answers that are left", async () => {
  const world = new Scorm12World();
  let learner = await begin({ retry: "wrong", attempts: 2 }, world);
  attempt(learner, (n) => n > 0);
  learner.test("exam").start();
  const [gone] = asked(learner);
  learner.leave();
  const { course: old } = learner;
  const tests = old.tests.map((one) => ({ ...one, questions: one.questions.filter(({ id }) => id !== gone) }));
  learner = await open({ ...old, tests }, world);
  const run = learner.test("exam");
  assert.deepEqual([run.phase, run.questions().length], ["running", 4]);
  assert.equal(run.finish().percent, 100);
  learner.leave();
});

test("time is counted by pace, kept with the state, and begins anew with each attempt", async () => {
  const world = new Scorm12World();
  let learner = await begin({ time: 60 }, world);
  let run = learner.test("exam") as ExamRun;
  assert.deepEqual(run.time, []);
  run.pace(1);
  run.spend(9);
  run.start();
  run.spend(25);
  assert.deepEqual(limits(run), [{ question: false, seconds: 90, left: 65 }]);
  learner.leave();
  learner = await open(learner.course, world);
  run = learner.test("exam") as ExamRun;
  assert.deepEqual(limits(run), [{ question: false, seconds: 90, left: 65 }]);
  run.pace(3);
  assert.equal(run.time[2], 1);
  run.spend(70);
  assert.deepEqual(limits(run), [{ question: false, seconds: 90, left: 0 }]);
  run.finish();
  assert.deepEqual(limits(run), []);
  run.pace(3);
  run.start();
  assert.deepEqual([run.time, limits(run)], [[0, 0, 3], []]);
  learner.leave();
});

test("a question's time begins when it is shown and ends when its result is", async () => {
  const questions = [question("a", { time: 30 }), question("b"), question("c", { time: 20 })];
  const learner = await begin({ time: 0, order: "forward", shuffle: false, questions });
  const run = learner.test("exam") as ExamRun;
  run.start();
  run.spend(12);
  assert.deepEqual(limits(run), [{ question: true, seconds: 30, left: 18 }]);
  run.answer("a", ["c1"]);
  assert.deepEqual(limits(run), []);
  run.go(1);
  assert.deepEqual(limits(run), []);
  run.spend(99);
  run.go(2);
  assert.deepEqual(limits(run), [{ question: true, seconds: 20, left: 20 }]);
  learner.leave();
});

test("half of the time, a minute and ten seconds are told once each", () => {
  const told = (seconds: number): unknown[] => {
    const found: unknown[] = [];
    for (let left = seconds; left > 0; left--) found.push(passed({ question: false, seconds, left }, left, left - 1));
    return found.filter((mark) => mark !== null);
  };
  assert.deepEqual(told(600), ["half", 60, 10]);
  assert.deepEqual(told(120), [60, 10]);
  assert.deepEqual(told(30), ["half", 10]);
  assert.deepEqual(told(10), ["half"]);
  assert.equal(passed({ question: false, seconds: 600, left: 5 }, 200, 5), 10);
  assert.deepEqual([0, 9.2, 61, 3725].map(clockOf), ["0:00", "0:10", "1:01", "1:02:05"]);
});

test("objectives are summed up from the last finished attempt", async () => {
  const questions = ["a", "a", "b"].map((objective, n) => question(`q${n}`, { objective }));
  const objectives = [{ id: "a", title: "A" }, { id: "b", title: "B" }, { id: "c", title: "C" }];
  const learner = await begin({ questions, objectives, shuffle: false, passPercent: 60 });
  const run = learner.test("exam");
  assert.deepEqual(aims(run), []);
  attempt(learner, (n) => n > 0);
  assert.deepEqual(aims(run), [
    { id: "a", title: "A", completed: false, success: "unknown", score: 50 },
    { id: "b", title: "B", completed: true, success: "passed", score: 100 },
  ]);
  learner.leave();
});
