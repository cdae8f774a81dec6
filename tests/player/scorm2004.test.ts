import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";

import type { Snapshot } from "../../src/scormkit/player/lms";
import model from "../../src/scormkit/standards/scorm2004/datamodel.json";
import {
  localized, response, timeinterval, timestamp,
} from "../../src/scormkit/standards/scorm2004/formats";
import { Scorm2004Lms } from "../../src/scormkit/standards/scorm2004/lms";
import { answered, course, page, question, test as quiz } from "./courses";
import { answerAll, frame, open, Scorm2004World, view } from "./worlds";

beforeEach(() => mock.timers.enable({ apis: ["setTimeout", "setInterval"] }));
afterEach(() => mock.timers.reset());

const snapshot = (part: Partial<Snapshot> = {}): Snapshot => ({
  state: "S", location: "p", status: "incomplete", completed: false, success: "unknown", progress: 0,
  score: null, seconds: 1, objectives: [], reports: [], ...part,
});
const reading = course({
  pages: [page("intro"), page("work")],
  tests: [],
});

test("a whole course in a strict LMS: no error, both statuses, resume (P6, P12, P20, P36)", async () => {
  const world = new Scorm2004World();
  const one = course();
  let learner = await open(one, world);
  assert.equal(learner.name, "Learner, ivanov");
  const greeting = world.calls.indexOf("SetValue cmi.completion_status incomplete");
  assert.deepEqual(world.calls.slice(greeting, greeting + 3), [
    "SetValue cmi.completion_status incomplete",
    "SetValue cmi.exit suspend",
    "Commit",
  ]);
  learner.visit("work");
  learner.visit("exam");
  learner.test("exam").start();
  answerAll(learner, "exam", (n) => n < 2);
  await learner.save();
  const before = view(learner);
  learner = await open(one, world);
  assert.deepEqual(view(learner), before);
  assert.equal(world.record["cmi.location"], "exam");
  assert.equal(learner.test("exam").finish().percent, 40);
  await learner.save();
  assert.equal(world.record["cmi.completion_status"], "incomplete");
  assert.equal(world.record["cmi.success_status"], "unknown");
  learner.test("exam").start();
  answerAll(learner, "exam", true);
  learner.test("exam").finish();
  learner.leave();
  const order = world.sets.map((set) => set.split(" ")[0]!);
  assert.deepEqual(order.slice(-3), ["cmi.progress_measure", "cmi.success_status", "cmi.completion_status"]);
  assert.ok(order.lastIndexOf("cmi.score.scaled") < order.indexOf("cmi.success_status"));
  assert.equal(world.calls.at(-1), "Terminate");
  const told = ["score.min", "score.max", "score.raw", "score.scaled", "progress_measure", "success_status",
    "completion_status", "exit"].map((element) => world.record[`cmi.${element}`]);
  assert.deepEqual(told, ["0", "100", "100", "1", "1", "passed", "completed", "suspend"]);
  assert.deepEqual(world.errors, []);
});

test("answers are legal for the strictest LMS and journaled on (P24, P25, P26, P27)", async () => {
  const world = new Scorm2004World();
  const two = ["true", "false"].map((id, i) => ({ id, key: i + 1, correct: i === 1, text: id }));
  const cyrillic = ["вариант 1", "вариант 2", "вариант 3"].map((id, key) => ({ id, key, correct: key > 0, text: "" }));
  const crowd = Array.from({ length: 40 }, (_, key) => ({ id: `x${key}`, key, correct: true, text: "" }));
  const questions = [
    question("one", { text: "{Что}\n  это?", choices: ["a-b", "a.c"].map((id, key) => ({ id, key, correct: !key, text: "" })) }),
    question("two", { kind: "true-false", shuffle: false, choices: two }),
    question("many", { kind: "multiple", choices: cyrillic, points: 1.5 }),
    question("crowd", { kind: "multiple", choices: crowd }),
  ];
  const tests = [quiz("exam", "exam", { questions, shuffle: false })];
  let learner = await open(course({ tests }), world);
  const run = learner.test("exam");
  run.start();
  run.answer("one", ["a.c"]);
  run.answer("two", ["false"]);
  run.answer("many", ["вариант 3", "вариант 2"]);
  run.answer("crowd", ["x1"]);
  await learner.save();
  const row = (n: number) =>
    ["type", "correct_responses.0.pattern", "weighting", "learner_response", "result"].map(
      (field) => world.record[`cmi.interactions.${n}.${field}`],
    );
  assert.deepEqual(row(0), ["choice", "a_b", "1", "a.c", "incorrect"]);
  assert.deepEqual(row(1), ["true-false", "false", "1", "false", "correct"]);
  assert.deepEqual(row(2), ["choice", "c2[,]c3", "1.5", "c2[,]c3", "correct"]);
  assert.deepEqual(row(3), ["choice", undefined, "1", "x1", "incorrect"]);
  assert.equal(world.record["cmi.interactions.0.description"], "{lang=ru}Что} это?");
  const first = world.sets.filter((set) => set.startsWith("cmi.interactions.0.")).map((set) => set.split(" ")[0]);
  assert.deepEqual(first.slice(0, 2), ["cmi.interactions.0.id", "cmi.interactions.0.type"]);
  learner.leave();
  learner = await open(course({ tests }), world);
  learner.test("exam").answer("one", ["a-b"]);
  learner.leave();
  assert.equal(world.record["cmi.interactions.4.id"], "q_one_000000");
  assert.deepEqual(world.errors, []);
});

test("objectives are found by their ids, which are written once", async () => {
  const world = new Scorm2004World();
  const modules = ["m1", "m2"].map((id) => ({ id, wire: `q_${id}`, title: id, pages: [] }));
  world.given = { "cmi.objectives.0.id": "all", "cmi.objectives.1.id": "q_m2" };
  const two = course({
    modules,
    pages: [page("a"), page("exam", { module: "m2", test: "exam" })],
  });
  world.course = two;
  let learner = await open(two, world);
  await learner.save();
  assert.deepEqual(world.sets.filter((set) => /objectives\.\d\.id/.test(set)), ["cmi.objectives.2.id q_m1"]);
  assert.equal(world.objective("q_m1", "success_status"), "passed");
  assert.equal(world.objective("q_m1", "completion_status"), "completed");
  assert.equal(world.objective("q_m2", "success_status"), "unknown");
  learner.leave();
  learner = await open(two, world);
  learner.visit("exam");
  learner.test("exam").start();
  answerAll(learner, "exam", (n) => n < 4);
  learner.test("exam").finish();
  learner.leave();
  assert.deepEqual(world.sets.filter((set) => /objectives\.\d\.id/.test(set)), []);
  assert.equal(world.objective("q_m2", "score.scaled"), "0.8");
  assert.equal(world.objective("q_m2", "success_status"), "passed");
  assert.equal(world.objective("all", "success_status"), "unknown");
  assert.deepEqual(world.errors, []);
});

test("what has no test is passed by being completed, and still shown as completed", async () => {
  const world = new Scorm2004World();
  world.course = reading;
  let learner = await open(reading, world);
  learner.visit("work");
  learner.leave();
  assert.equal(world.record["cmi.success_status"], "passed");
  assert.equal(world.record["cmi.completion_status"], "completed");
  learner = await open(reading, world);
  assert.equal(learner.status(), "completed");
});

test("neither status goes down from what the LMS has", async () => {
  const world = new Scorm2004World();
  const passed = { status: "passed", completed: true, success: "passed" } as const;
  const objective = { id: "q_m", title: "m", score: null } as const;
  let lms = world.connect();
  await lms.start();
  await lms.save(snapshot({ ...passed, objectives: [{ ...objective, completed: true, success: "passed" }] }));
  lms = world.connect();
  assert.equal((await lms.start())!.status, "passed");
  await lms.save(snapshot({
    success: "failed", status: "failed", objectives: [{ ...objective, completed: false, success: "failed" }],
  }));
  assert.equal(world.record["cmi.success_status"], "passed");
  assert.equal(world.record["cmi.completion_status"], "completed");
  assert.equal(world.objective("q_m", "success_status"), "passed");
  assert.equal(world.objective("q_m", "completion_status"), "completed");
});

test("a failure is told, and may be made good", async () => {
  const world = new Scorm2004World();
  const lms = world.connect();
  await lms.start();
  await lms.save(snapshot({ success: "failed", status: "failed" }));
  assert.equal(world.record["cmi.success_status"], "failed");
  assert.equal((await world.connect().start())!.status, "failed");
  await lms.save(snapshot({ success: "passed", completed: true, status: "passed" }));
  assert.equal(world.record["cmi.success_status"], "passed");
});

test("the manifest decides what is asked of the LMS at the end, and only then", async () => {
  const world = new Scorm2004World();
  for (const [data, asked] of [["leave=suspendAll", ["adl.nav.request suspendAll"]], ["", []]] as const) {
    world.given = { "cmi.launch_data": data };
    const lms = world.connect();
    await lms.start();
    await lms.save(snapshot());
    assert.deepEqual(world.sets.filter((set) => set.startsWith("adl.")), []);
    lms.finish(snapshot());
    assert.deepEqual(world.sets.filter((set) => set.startsWith("adl.")), asked);
    assert.equal(world.calls.at(-1), "Terminate");
  }
  assert.deepEqual(world.errors, []);
});

test("a pretest satisfies the objectives of what it shows to be known, and is passed by being done", async () => {
  const world = new Scorm2004World();
  world.given = { "cmi.objectives.0.id": "q_m1", "cmi.objectives.1.id": "q_m3", "cmi.objectives.2.id": "q_m2" };
  const [about2, about3] = ["exam-1", "exam-2"];
  const modules = [["m2", about2], ["m3", about3]].map(([id, asked]) => ({
    id: id!, wire: `q_${id}`, title: id!, questions: [asked!],
  }));
  const pre = course({
    navigation: "pretest", pages: [page("exam", { test: "exam" })], pretest: { test: "exam", modules },
    modules: [{ id: "m1", wire: "q_m1", title: "m1", pages: ["exam"] }],
    tests: [quiz("exam", "exam", { shuffle: false })],
  });
  world.course = pre;
  const learner = await open(pre, world);
  await learner.save();
  assert.equal(world.objective("q_m3", "success_status"), "unknown");
  learner.test("exam").start();
  answerAll(learner, "exam", (n) => n === 1);
  learner.test("exam").finish();
  learner.leave();
  assert.deepEqual(["q_m1", "q_m2", "q_m3"].map((id) => world.objective(id, "success_status")), ["passed", "unknown", "passed"]);
  assert.equal(world.record["cmi.success_status"], "passed");
  assert.equal(world.record["cmi.completion_status"], "completed");
  assert.deepEqual(world.errors, []);
});

test("an LMS that knows only the least is enough; what it refuses stops nothing", async () => {
  const world = new Scorm2004World();
  world.without = /interactions|objectives|adl\.|progress|session_time|location|launch_data|score\.m/;
  world.given = {};
  const lms = world.connect();
  assert.ok(await lms.start());
  const full = snapshot({
    score: 50, progress: 0.5, reports: [answered(), answered()],
    objectives: [{ id: "q_m", title: "", completed: true, success: "passed", score: 50 }],
  });
  assert.equal(await lms.save(full), "none");
  assert.equal(world.sets.filter((set) => set.includes("interactions")).length, 1);
  assert.equal(world.record["cmi.score.scaled"], "0.5");
});

test("a refused state, status or score is told (P2)", async () => {
  for (const [element, trouble] of [
    [/suspend_data/, "refused"], [/completion_status/, "refused"], [/success_status/, "refused"],
    [/score\.raw/, "refused"], [/score\.scaled/, "refused"], [/cmi\.location/, "none"],
  ] as const) {
    const world = new Scorm2004World();
    const lms = world.connect();
    await lms.start();
    world.without = element;
    assert.equal(await lms.save(snapshot({ score: 1, completed: true, success: "passed" })), trouble, String(element));
  }
});

test("an LMS out of order: the learner is told, everything arrives later (P32)", async () => {
  const world = new Scorm2004World();
  const learner = await open(course(), world);
  await learner.save();
  world.broken = true;
  learner.test("exam").start();
  answerAll(learner, "exam", true);
  await learner.save();
  assert.equal(learner.saving.trouble, "refused");
  world.broken = false;
  await learner.save();
  assert.equal(learner.saving.trouble, "none");
  assert.ok(world.record["cmi.interactions.4.id"]);
  assert.equal(world.record["cmi.interactions.5.id"], undefined);
  learner.leave();
  assert.deepEqual(world.errors, []);
});

test("what the LMS has already is not written again, and nothing is read (P31)", async () => {
  const world = new Scorm2004World();
  const lms = world.connect();
  await lms.start();
  const objectives = [{ id: "q_m", title: "", completed: false, success: "unknown", score: 80 } as const];
  await lms.save(snapshot({ score: 80, objectives }));
  const before = world.calls.length;
  await lms.save(snapshot({ score: 80, seconds: 2, objectives }));
  assert.deepEqual(world.calls.slice(before), ["SetValue cmi.session_time PT2S", "Commit"]);
});

test("an empty mode is normal; browse and review write nothing (P22)", async () => {
  for (const mode of ["", "browse", "review"]) {
    const world = new Scorm2004World();
    world.mode = mode;
    const learner = await open(course(), world);
    learner.test("exam").start();
    answerAll(learner, "exam", true);
    await learner.save();
    learner.leave();
    assert.equal(world.sets.length > 0, mode === "");
    assert.equal(world.calls.at(-1), "Terminate");
    assert.deepEqual(world.errors, []);
  }
});

test("without the object of SCORM 2004 there is no LMS", async () => {
  assert.equal(await new Scorm2004Lms(frame({ API: {} }), course()).start(), null);
});

test("times, texts and answers as the strictest LMS takes them (P26)", () => {
  const span = new RegExp(model.patterns.timeinterval);
  for (const [seconds, text] of [[0, "PT0S"], [61.237, "PT61.24S"], [-5, "PT0S"], [36_000_000, "PT36000000S"]] as const) {
    assert.equal(timeinterval(seconds), text);
    assert.match(text, span);
  }
  assert.equal(timestamp(new Date(2026, 0, 2, 3, 4, 5, 678)), "2026-01-02T03:04:05");
  assert.match(timestamp(new Date(2026, 11, 31, 23, 59, 59)), new RegExp(model.patterns.timestamp));
  assert.equal(localized("a".repeat(249) + "😀", "en-GB"), "{lang=en-GB}" + "a".repeat(249));
  assert.equal(localized("Текст", "по-русски"), "Текст");
  const ask = (choices: string[]) => ({ kind: "multiple", choices }) as never;
  assert.equal(response(ask(["x", "y", "z"]), ["z", "x"]), "x[,]z");
  assert.equal(response(ask(["a-b", "a_b"]), ["a_b"]), "c2");
  assert.equal(response(ask(["да", "нет"]), []), null);
});
