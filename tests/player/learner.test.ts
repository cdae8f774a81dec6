import assert from "node:assert/strict";
import { test } from "node:test";

import { course, page, question, test as quiz, choices } from "./courses";
import { answerAll, open, Scorm12World, WebWorld } from "./worlds";

test("a new learner begins on the first page, which counts as seen", async () => {
  const learner = await open(course(), new WebWorld());
  assert.equal(learner.page, "intro");
  assert.equal(learner.resumed, false);
  assert.deepEqual(["intro", "work"].map((id) => learner.pageState(id)), ["done", "unseen"]);
  assert.equal(learner.progress(), 1 / 4);
  learner.leave();
});

test("a page is open while something on it counts, seen while it does not, done without rest", async () => {
  const tasks = await open(
    course({ completion: { pages: true, tasks: true, videos: 0, test: true } }),
    new WebWorld(),
  );
  tasks.visit("work");
  assert.equal(tasks.pageState("work"), "open");
  tasks.confirm("t1", true);
  assert.equal(tasks.pageState("work"), "seen");
  tasks.watch("v1", true);
  assert.equal(tasks.pageState("work"), "done");
  tasks.confirm("t1", false);
  assert.equal(tasks.pageState("work"), "open");
  tasks.leave();
});

test("in linear order a page opens when all before it were seen", async () => {
  const learner = await open(course({ navigation: "linear" }), new WebWorld());
  assert.deepEqual(["work", "exam"].map((id) => learner.reachable(id)), [true, false]);
  learner.visit("exam");
  assert.equal(learner.page, "intro");
  learner.visit("work");
  learner.visit("exam");
  assert.equal(learner.page, "exam");
  learner.leave();
});

const TWO = [
  { id: "m1", wire: "q_m1_1", title: "M1", pages: ["a", "ask"] },
  { id: "m2", wire: "q_m2_2", title: "M2", pages: ["b", "c"] },
];
const PAGES = [
  page("a"), page("ask", { test: "ask" }), page("b", { module: "m2" }), page("c", { module: "m2" }),
];

test("with prerequisites a module opens when those before it are completed", async () => {
  const tests = [quiz("ask", "ask")];
  const two = course({ navigation: "prerequisites", modules: TWO, pages: PAGES, tests });
  const learner = await open(two, new WebWorld());
  learner.visit("ask");
  assert.deepEqual(["ask", "b", "c"].map((id) => learner.reachable(id)), [true, false, false]);
  learner.test("ask").start();
  answerAll(learner, "ask", true);
  learner.test("ask").finish();
  assert.deepEqual(["b", "c"].map((id) => learner.reachable(id)), [true, true]);
  learner.leave();
});

test("a gated test waits for all before it, a begun one for nothing", async () => {
  const pages = [page("a"), page("b"), page("ask", { test: "ask" }), page("c")];
  const tests = [quiz("ask", "ask")];
  const gated = course({ navigation: "test-gate", pages, tests });
  const learner = await open(gated, new WebWorld());
  learner.visit("ask");
  const run = learner.test("ask");
  assert.deepEqual(run.waits.map(({ id }) => id), ["b"]);
  run.start();
  assert.equal(run.phase, "new");
  learner.visit("b");
  assert.deepEqual(run.waits, []);
  run.start();
  assert.equal(run.phase, "running");
  assert.deepEqual((await open(course({ pages, tests }), new WebWorld())).test("ask").waits, []);
  learner.leave();
});

test("a module that the pretest shows to be known needs not be read, and nobody has to pass it", async () => {
  const asked = [question("one"), question("two"), question("three")];
  const tests = [quiz("ask", "ask", { questions: asked }), quiz("last", "c")];
  const pages = PAGES.map((one) => (one.id === "c" ? page("c", { module: "m2", test: "last" }) : one));
  const about = (questions: string[]) => ({
    test: "ask", modules: [{ id: "m2", wire: "q_m2_2", title: "M2", questions }],
  });
  const data = { navigation: "pretest", modules: TWO, pages, tests } as const;
  const learner = await open(course({ ...data, modules: TWO, pretest: about(["one", "two"]) }), new WebWorld());
  learner.visit("ask");
  learner.test("ask").start();
  answerAll(learner, "ask", (n) => !["three"].includes(learner.test("ask").questions()[n]!.data.id));
  assert.deepEqual([learner.pageState("b"), learner.completed("m2")], ["unseen", false]);
  learner.test("ask").finish();
  assert.deepEqual([learner.pageState("b"), learner.completed("m2"), learner.status()], ["done", true, "completed"]);
  const objectives = learner.snapshot().objectives.map(({ id, completed, success }) => [id, completed, success]);
  assert.deepEqual(objectives, [["q_m1_1", true, "unknown"], ["q_m2_2", true, "passed"]]);
  const unknown = await open(course({ ...data, pretest: about(["three"]) }), new WebWorld());
  unknown.visit("ask");
  unknown.test("ask").start();
  answerAll(unknown, "ask", (n) => unknown.test("ask").questions()[n]!.data.id !== "three");
  unknown.test("ask").finish();
  assert.deepEqual([unknown.completed("m1"), unknown.completed("m2")], [true, false]);
  assert.equal(unknown.score(), null);
  learner.leave();
  unknown.leave();
});

test("a pretest in a document of its own tells of the modules in the others", async () => {
  const tests = [quiz("ask", "ask", { questions: [question("one")] })];
  const pretest = { test: "ask", modules: [{ id: "m2", wire: "q_m2_2", title: "M2", questions: ["one"] }] };
  const pages = PAGES.slice(0, 2);
  const first = course({ navigation: "pretest", modules: TWO.slice(0, 1), pages, tests, pretest });
  const learner = await open(first, new WebWorld());
  const told = () => learner.snapshot().objectives.map(({ id, success }) => [id, success]);
  assert.deepEqual(told(), [["q_m1_1", "unknown"], ["q_m2_2", "unknown"]]);
  learner.test("ask").start();
  answerAll(learner, "ask", true);
  learner.test("ask").finish();
  assert.deepEqual(told(), [["q_m1_1", "unknown"], ["q_m2_2", "passed"]]);
  assert.equal(learner.score(), 100);
  learner.leave();
});

test("each part of the rule is held to (P11)", async () => {
  const rule = { pages: true, tasks: true, videos: 100, test: true };
  const learner = await open(course({ completion: rule }), new WebWorld());
  const steps = [
    () => learner.visit("work"),
    () => learner.visit("exam"),
    () => learner.confirm("t1", true),
    () => learner.watch("v1", true),
    () => learner.test("exam").start(),
    () => answerAll(learner, "exam", true),
  ];
  for (const step of steps) {
    step();
    assert.equal(learner.completed(), false);
    assert.equal(learner.status(), "incomplete");
    assert.ok(learner.progress() < 1);
  }
  learner.test("exam").finish();
  assert.equal(learner.completed(), true);
  assert.equal(learner.completed("m1"), true);
  assert.equal(learner.status(), "passed");
  assert.equal(learner.progress(), 1);
  learner.leave();
});

test("without a test in the rule the course is completed, not passed (P12)", async () => {
  const rule = { pages: true, tasks: false, videos: 0, test: false };
  const learner = await open(course({ completion: rule }), new WebWorld());
  learner.visit("work");
  learner.visit("exam");
  assert.equal(learner.status(), "completed");
  learner.leave();
});

test("a share of the videos is enough", async () => {
  const videos = [1, 2, 3].map((key) => ({ id: `v${key}`, key, title: "" }));
  const rule = { pages: false, tasks: false, videos: 50, test: false };
  const pages = [page("one", { videos })];
  const learner = await open(course({ pages, tests: [], completion: rule }), new WebWorld());
  learner.watch("v3", true);
  assert.equal(learner.completed(), false);
  learner.watch("v1", true);
  assert.equal(learner.completed(), true);
  learner.leave();
});

test("a test is judged by its whole, and by what was drawn alone (P5, P17, P18)", async () => {
  const questions = Array.from({ length: 12 }, (_, n) => question(`q${n}`));
  const tests = [quiz("exam", "exam", { draw: 4, questions, passPercent: 75 })];
  const learner = await open(course({ tests }), new WebWorld());
  const run = learner.test("exam");
  run.start();
  assert.equal(run.questions().length, 4);
  answerAll(learner, "exam", (n) => n !== 2);
  assert.equal(run.passed, false);
  assert.equal(learner.score(), null);
  const result = run.finish();
  assert.deepEqual(
    [result.percent, result.points, result.max, result.passed, result.needed],
    [75, 3, 4, true, 75],
  );
  assert.equal(learner.score(), 75);
  learner.leave();
});

test("points and partial credit", async () => {
  const many = { kind: "multiple", choices: choices(5, [0, 1, 2]), points: 3 } as const;
  const questions = [question("whole", many), question("part", { ...many, partial: true })];
  const learner = await open(course({ tests: [quiz("exam", "exam", { questions })] }), new WebWorld());
  const run = learner.test("exam");
  run.start();
  const points = (id: string, given: string[]) => {
    const { points, outcome } = run.answer(id, given);
    return [points, outcome];
  };
  assert.deepEqual(points("whole", ["c1", "c2"]), [0, "incorrect"]);
  assert.deepEqual(points("whole", ["c3", "c2", "c1"]), [3, "correct"]);
  assert.deepEqual(points("part", ["c1", "c2"]), [2, "partial"]);
  assert.deepEqual(points("part", ["c1", "c2", "c4"]), [1, "partial"]);
  assert.deepEqual(points("part", ["c1", "c4", "c5"]), [0, "incorrect"]);
  assert.deepEqual(points("part", ["c1", "c2", "c3", "c4", "c5"]), [1, "partial"]);
  assert.deepEqual(points("part", []), [null, null]);
  assert.throws(() => run.answer("foreign", ["c1"]), /no question foreign/);
  learner.leave();
});

test("a retry draws anew, the best attempt counts, attempts end", async () => {
  const questions = Array.from({ length: 20 }, (_, n) => question(`q${n}`));
  const tests = [quiz("exam", "exam", { draw: 10, questions, attempts: 2 })];
  const learner = await open(course({ tests }), new WebWorld());
  const run = learner.test("exam");
  assert.deepEqual([run.phase, run.attempt, run.attemptsLeft], ["new", 0, 2]);
  run.start();
  const first = run.questions().map(({ data }) => data.id);
  answerAll(learner, "exam", (n) => n < 8);
  run.finish();
  assert.deepEqual([run.passed, run.best, run.attemptsLeft], [true, 80, 1]);
  run.start();
  assert.notDeepEqual(run.questions().map(({ data }) => data.id), first);
  assert.equal(run.result(), null);
  answerAll(learner, "exam", false);
  assert.equal(run.finish().passed, false);
  assert.deepEqual([run.passed, run.best, run.attemptsLeft, run.attempt], [true, 80, 0, 2]);
  run.start();
  assert.equal(run.phase, "finished");
  learner.leave();
});

test("the score is the mean of the tests' best, by points", async () => {
  const tests = [
    quiz("one", "intro", { questions: [question("a", { points: 1 })] }),
    quiz("two", "exam", { questions: [question("b", { points: 3 })] }),
  ];
  const pages = [page("intro", { test: "one" }), page("exam", { test: "two" })];
  const learner = await open(course({ pages, tests }), new WebWorld());
  const finish = (id: string) => {
    learner.test(id).start();
    answerAll(learner, id, true);
    learner.test(id).finish();
  };
  finish("one");
  assert.equal(learner.score(), 25);
  assert.equal(learner.status(), "incomplete");
  learner.visit("exam");
  finish("two");
  assert.equal(learner.score(), 100);
  assert.equal(learner.status(), "passed");
  learner.leave();
});

test("failing is reported where asked, when no attempt is left (P14)", async () => {
  const run = async (onFail: "incomplete" | "failed", attempts: number) => {
    const tests = [quiz("exam", "exam", { attempts })];
    const learner = await open(course({ onFail, tests }), new WebWorld());
    const seen = [];
    for (let n = 0; n < 2; n++) {
      learner.test("exam").start();
      answerAll(learner, "exam", false);
      learner.test("exam").finish();
      seen.push(learner.status());
    }
    learner.leave();
    return seen;
  };
  assert.deepEqual(await run("incomplete", 2), ["incomplete", "incomplete"]);
  assert.deepEqual(await run("failed", 2), ["incomplete", "failed"]);
  assert.deepEqual(await run("failed", 0), ["failed", "failed"]);
});

test("a status never goes down, whatever is undone or reported by the LMS (P16)", async () => {
  const world = new Scorm12World();
  const rule = { pages: false, tasks: true, videos: 0, test: false };
  let learner = await open(course({ completion: rule }), world);
  learner.confirm("t1", true);
  assert.equal(learner.status(), "completed");
  learner.confirm("t1", false);
  assert.equal(learner.status(), "completed");
  learner.leave();
  learner = await open(course({ completion: rule }), world);
  assert.equal(learner.status(), "completed");
  learner.leave();
  world.record!.values["cmi.core.lesson_status"] = "passed";
  world.record!.values["cmi.suspend_data"] = "";
  learner = await open(course({ completion: rule }), world);
  assert.equal(learner.status(), "passed");
  learner.leave();
  assert.equal(world.get("cmi.core.lesson_status"), "passed");
  assert.deepEqual(world.errors, []);
});

test("an old state opens in a new build; what is gone is left out", async () => {
  const world = new WebWorld();
  const old = course();
  let learner = await open(old, world);
  learner.visit("work");
  learner.confirm("t1", true);
  learner.test("exam").start();
  answerAll(learner, "exam", true);
  learner.leave();
  const [first, , third] = old.pages;
  const [exam] = old.tests;
  const changed = { ...exam!.questions[1]!, choices: choices(3, [1]).map((c) => ({ ...c, key: c.key + 1 })) };
  const tests = [{ ...exam!, questions: [question("new"), changed, ...exam!.questions.slice(2)] }];
  learner = await open(course({ pages: [page("before"), first!, third!], tests }), world);
  assert.equal(learner.resumed, true);
  assert.deepEqual([learner.seen("intro"), learner.seen("exam")], [true, false]);
  const run = learner.test("exam");
  assert.equal(run.phase, "running");
  const given = Object.fromEntries(run.questions().map((q) => [q.data.id, q.given]));
  assert.deepEqual(given, { "exam-2": null, "exam-3": ["c1"], "exam-4": ["c1"], "exam-5": ["c1"] });
  assert.throws(() => learner.confirmed("t1"));
  learner.leave();
});

test("a running attempt of which nothing is left is given back", async () => {
  const world = new WebWorld();
  const tests = [quiz("exam", "exam", { attempts: 1 })];
  let learner = await open(course({ tests }), world);
  learner.test("exam").start();
  learner.leave();
  const anew = [{ ...tests[0]!, questions: [question("other")] }];
  learner = await open(course({ tests: anew }), world);
  assert.deepEqual([learner.test("exam").phase, learner.test("exam").attemptsLeft], ["new", 1]);
  learner.leave();
});
