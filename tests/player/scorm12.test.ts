import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";

import type { Snapshot } from "../../src/scormkit/player/lms";
import { decimal } from "../../src/scormkit/standards/cmi/formats";
import model from "../../src/scormkit/standards/scorm12/datamodel.json";
import { feedback, time, timespan } from "../../src/scormkit/standards/scorm12/formats";
import { Scorm12Lms } from "../../src/scormkit/standards/scorm12/lms";
import type { Api } from "../../src/scormkit/standards/scorm12/lms";
import { answered, course, question, test as quiz } from "./courses";
import { answerAll, frame, MemoryStore, open, Scorm12World, view } from "./worlds";

beforeEach(() => mock.timers.enable({ apis: ["setTimeout", "setInterval"] }));
afterEach(() => mock.timers.reset());

const snapshot = (part: Partial<Snapshot> = {}): Snapshot => ({
  state: "S", location: "p", status: "incomplete", completed: false, success: "unknown", progress: 0,
  score: null, seconds: 1, objectives: [], reports: [], ...part,
});

/** An LMS as they come: `values` are given, everything is taken, `quirks` replace functions. */
function quirky(values: Record<string, string> = {}, quirks: Partial<Api> = {}): Api & { log: string[] } {
  const log: string[] = [];
  const api: Api = {
    LMSInitialize: () => "true",
    LMSFinish: () => "true",
    LMSGetValue: (element) => values[element] ?? "",
    LMSSetValue: (element, value) => ((values[element] = value), "true"),
    LMSCommit: () => "true",
    LMSGetLastError: () => "0",
    ...quirks,
  };
  const logged = Object.entries(api).map(([name, call]) => [
    name,
    (...args: string[]) => {
      if (name !== "LMSGetLastError") log.push([name, ...args].join(" ").trim());
      return (call as (...args: string[]) => unknown)(...args);
    },
  ]);
  return { ...(Object.fromEntries(logged) as Api), log };
}

test("a whole course in a strict LMS: no error, score before status, resume (P6, P8, P20, P36)", async () => {
  const world = new Scorm12World();
  const one = course();
  let learner = await open(one, world);
  assert.equal(learner.name, "Learner, ivanov");
  const early = world.session.calls.map(({ call, element, value }) => `${call} ${element} ${value}`.trim());
  const greeting = early.indexOf("LMSSetValue cmi.core.lesson_status incomplete");
  assert.deepEqual(early.slice(greeting, greeting + 3), [
    "LMSSetValue cmi.core.lesson_status incomplete",
    "LMSSetValue cmi.core.exit suspend",
    "LMSCommit",
  ]);
  learner.visit("work");
  learner.visit("exam");
  learner.test("exam").start();
  answerAll(learner, "exam", (n) => n < 2);
  await learner.save();
  const before = view(learner);
  learner = await open(one, world);
  assert.deepEqual(view(learner), before);
  assert.equal(world.get("cmi.core.lesson_location"), "exam");
  assert.equal(learner.test("exam").finish().percent, 40);
  await learner.save();
  assert.equal(world.get("cmi.core.lesson_status"), "incomplete");
  assert.equal(world.get("cmi.core.score.raw"), "40");
  learner.test("exam").start();
  answerAll(learner, "exam", true);
  learner.test("exam").finish();
  learner.leave();
  const order = world.sets.map(([element]) => element);
  const status = order.lastIndexOf("cmi.core.lesson_status");
  assert.ok(order.lastIndexOf("cmi.core.score.raw") < status);
  assert.equal(status, order.length - 1);
  assert.equal(world.session.calls.at(-1)!.call, "LMSFinish");
  assert.equal(world.session.calls.filter(({ call }) => call === "LMSFinish").length, 1);
  assert.deepEqual(
    ["score.min", "score.max", "score.raw", "lesson_status", "exit"].map((e) => world.get(`cmi.core.${e}`)),
    ["0", "100", "100", "passed", "suspend"],
  );
  assert.deepEqual(world.errors, []);
});

test("answers are legal for the strictest LMS and journaled on (P23, P24, P25, P27)", async () => {
  const world = new Scorm12World();
  const two = ["true", "false"].map((id, i) => ({ id, key: i + 1, correct: i === 1, text: id }));
  const letters = Array.from({ length: 36 }, (_, i) => ({
    id: `вариант ${i}`, key: i, correct: i > 33, text: "",
  }));
  const questions = [
    question("one"),
    question("two", { kind: "true-false", shuffle: false, choices: two, points: 500 }),
    question("many", { kind: "multiple", choices: letters, points: 1.5 }),
    question("crowd", { kind: "multiple", choices: [...letters, { id: "x", key: 99, correct: true, text: "" }] }),
  ];
  const tests = [quiz("exam", "exam", { questions, shuffle: false })];
  let learner = await open(course({ tests }), world);
  const run = learner.test("exam");
  run.start();
  run.answer("one", ["c2"]);
  run.answer("two", ["false"]);
  run.answer("many", ["вариант 35", "вариант 34"]);
  run.answer("crowd", ["x"]);
  await learner.save();
  const field = (n: number, name: string) => world.get(`cmi.interactions.${n}.${name}`);
  const row = (n: number) =>
    ["type", "correct_responses.0.pattern", "weighting", "student_response", "result"].map((f) => field(n, f));
  assert.deepEqual(row(0), ["choice", "a", "1", "b", "wrong"]);
  assert.deepEqual(row(1), ["true-false", "f", "100", "f", "correct"]);
  assert.deepEqual(row(2), ["choice", "8,9", "1.5", "8,9", "correct"]);
  assert.deepEqual(row(3), ["choice", undefined, "1", undefined, "wrong"]);
  assert.match(field(0, "time")!, new RegExp(model.patterns.time));
  const [, latency] = world.sets.find(([element]) => element === "cmi.interactions.0.latency")!;
  assert.match(latency, /^0000:00:00\.\d\d$/);
  learner.leave();
  learner = await open(course({ tests }), world);
  learner.test("exam").answer("one", ["c1"]);
  learner.leave();
  assert.equal(field(4, "id"), "q_one_000000");
  assert.deepEqual(world.errors, []);
});

for (const fault of ["refuse", "forget", "throw"] as const) {
  test(`an LMS that does "${fault}": the learner is told, the data arrive later (P32)`, async () => {
    const world = new Scorm12World();
    const learner = await open(course(), world);
    await learner.save();
    world.session.fault = fault;
    learner.visit("work");
    learner.test("exam").start();
    answerAll(learner, "exam", true);
    await learner.save();
    assert.equal(learner.saving.trouble, fault === "forget" ? "lost" : "refused");
    world.session.fault = "none";
    await learner.save();
    assert.equal(learner.saving.trouble, "none");
    assert.equal(world.get("cmi.core.lesson_location"), "work");
    if (fault !== "forget") assert.ok(world.get("cmi.interactions.4.id"));
    assert.equal(world.get("cmi.interactions.5.id"), undefined);
    learner.leave();
  });
}

test("an LMS that throws at once is no LMS (P34)", async () => {
  const world = new Scorm12World();
  world.fault = "throw";
  const learner = await open(course(), world, new MemoryStore());
  assert.equal(learner.saving.trouble, "no-lms");
  learner.visit("work");
  learner.leave();
});

test("an empty mode is normal; browse and review write nothing (P22)", async () => {
  for (const mode of ["empty", "browse", "review"] as const) {
    const world = new Scorm12World();
    world.mode = mode;
    const learner = await open(course(), world);
    learner.test("exam").start();
    answerAll(learner, "exam", true);
    await learner.save();
    learner.leave();
    assert.equal(world.sets.length > 0, mode === "empty");
    assert.equal(world.session.calls.at(-1)!.call, "LMSFinish");
    assert.deepEqual(world.errors, []);
  }
});

test("an LMS that judges by the mastery score agrees with us (P15)", async () => {
  const world = new Scorm12World();
  world.mastery = "60";
  const one = course({ completion: { pages: false, tasks: false, videos: 0, test: true } });
  let learner = await open(one, world);
  learner.leave();
  assert.equal(world.get("cmi.core.lesson_status"), "incomplete");
  learner = await open(one, world);
  learner.test("exam").start();
  answerAll(learner, "exam", true);
  learner.test("exam").finish();
  learner.leave();
  assert.equal(world.get("cmi.core.lesson_status"), "passed");
  assert.deepEqual(world.errors, []);
});

test("the API is found in this window, above, in the opener and above it, past foreign frames (P34)", async () => {
  const api = quirky();
  const foreign = {
    get API(): never {
      throw new Error("SecurityError");
    },
  };
  const deep = Array.from({ length: 400 }, () => ({}));
  const windows = [
    frame({ API: api }),
    frame({}, foreign, {}, { API: api }),
    frame({}, ...deep, { API: api }),
    frame({ opener: frame({ API: api }) }),
    frame({ opener: frame({}, { API: api }) }),
    frame({ opener: frame({ API: api }) }, {}),
    frame({}, { opener: frame({}, { API: api }) }),
  ];
  for (const window of windows) assert.ok(await new Scorm12Lms(window).start());
  assert.equal(await new Scorm12Lms(frame({})).start(), null);
});

test("an API that comes after the content is waited for, not for ever (P34)", async () => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout", "Date"] });
  const later = async (window: Window, moments: number, then: () => void) => {
    const started = new Scorm12Lms(window).start();
    for (let i = 0; i < 35; i++) {
      if (i === moments) then();
      mock.timers.tick(100);
      await Promise.resolve();
      await Promise.resolve();
    }
    return started;
  };
  const above: Record<string, unknown> = {};
  assert.ok(await later(frame({}, above), 20, () => {
    above["API"] = quirky();
  }));
  assert.equal(await later(frame({}, {}), 99, () => undefined), null);
});

test("booleans, numbers and silence are answers too", async () => {
  for (const yes of [true, 1, "1", "True", undefined, null, ""]) {
    const api = quirky({}, { LMSInitialize: () => yes, LMSSetValue: () => yes, LMSCommit: () => yes });
    const lms = new Scorm12Lms(frame({ API: api }));
    assert.ok(await lms.start(), String(yes));
    assert.equal(await lms.save(snapshot()), "none", String(yes));
  }
  for (const no of [false, 0, "false"]) {
    const lms = new Scorm12Lms(frame({ API: quirky({}, { LMSCommit: () => no }) }));
    await lms.start();
    assert.equal(await lms.save(snapshot()), "refused", String(no));
  }
});

test("an API initialised before still serves, a broken one does not", async () => {
  const status = { "cmi.core.lesson_status": "incomplete" };
  const again = quirky(status, { LMSInitialize: () => "false" });
  assert.ok(await new Scorm12Lms(frame({ API: again })).start());
  const broken = quirky({}, { LMSInitialize: () => "false", LMSGetLastError: () => "301" });
  assert.equal(await new Scorm12Lms(frame({ API: broken })).start(), null);
});

test("optional elements that are not offered are not touched", async () => {
  const values = {
    "cmi.core._children": "student_id,student_name,lesson_location,lesson_status,score,exit,session_time",
    "cmi.core.score._children": "raw",
  };
  const api = quirky(values);
  const lms = new Scorm12Lms(frame({ API: api }));
  await lms.start();
  assert.equal(await lms.save(snapshot({ score: 50, reports: [answered()] })), "none");
  const touched = api.log.join("\n");
  assert.doesNotMatch(touched, /lesson_mode|score\.m|interactions\.(_count|\d)/);
  assert.match(touched, /score\.raw 50/);
});

test("a refused optional element stops nothing, a refused state is told (P2)", async () => {
  const refusing = (pattern: RegExp) =>
    quirky({}, { LMSSetValue: (element) => (pattern.test(element) ? "false" : "true") });
  for (const [pattern, trouble] of [
    [/session_time|exit|location|score\.m/, "none"],
    [/suspend_data/, "refused"],
    [/lesson_status/, "refused"],
    [/score\.raw/, "refused"],
  ] as const) {
    const lms = new Scorm12Lms(frame({ API: refusing(pattern) }));
    await lms.start();
    assert.equal(await lms.save(snapshot({ score: 1 })), trouble, String(pattern));
  }
});

test("a state that is too long is not sent with the score (P2)", async () => {
  const api = quirky();
  const lms = new Scorm12Lms(frame({ API: api }));
  await lms.start();
  await lms.save(snapshot({ state: "A".repeat(4097), score: 80 }));
  assert.doesNotMatch(api.log.join("\n"), /LMSSetValue cmi\.suspend_data/);
  assert.match(api.log.join("\n"), /score\.raw 80/);
});

test("what the LMS has already is not written again", async () => {
  const api = quirky();
  const lms = new Scorm12Lms(frame({ API: api }));
  await lms.start();
  await lms.save(snapshot({ score: 80 }));
  const before = api.log.length;
  await lms.save(snapshot({ score: 80, seconds: 2 }));
  assert.deepEqual(api.log.slice(before), ["LMSSetValue cmi.core.session_time 0000:00:02.00", "LMSCommit"]);
});

test("after a refused commit everything is written again, each answer in its place", async () => {
  let answer = "false";
  const api = quirky(
    { "cmi.interactions._children": "id,type,result", "cmi.interactions._count": "2" },
    { LMSCommit: () => answer },
  );
  const lms = new Scorm12Lms(frame({ API: api }));
  await lms.start();
  const whole = snapshot({ score: 80, reports: [answered()] });
  assert.equal(await lms.save(whole), "refused");
  const sets = api.log.filter((line) => line.startsWith("LMSSetValue")).slice(2);
  assert.ok(sets.includes("LMSSetValue cmi.interactions.2.result correct"));
  answer = "true";
  const before = api.log.length;
  assert.equal(await lms.save(whole), "none");
  assert.deepEqual(api.log.slice(before, -1), sets);
});

test("an answer that the LMS shows but has not kept is written again in its place, else at the end", async () => {
  for (const [shown, place] of [["3", 2], ["2", 2], ["0", 0]] as const) {
    const values: Record<string, string> = {
      "cmi.interactions._children": "id,type,result",
      "cmi.interactions._count": "2",
    };
    const api = quirky(values);
    const lms = new Scorm12Lms(frame({ API: api }));
    await lms.start();
    const whole = snapshot({ reports: [answered()] });
    await lms.save(whole);
    values["cmi.interactions._count"] = shown;
    values["cmi.suspend_data"] = "older";
    assert.equal(await lms.read(), "older");
    const before = api.log.length;
    assert.equal(await lms.save(whole), "none");
    const ids = api.log.slice(before).filter((line) => line.includes(".id "));
    assert.deepEqual(ids, [`LMSSetValue cmi.interactions.${place}.id ${answered().id}`], shown);
  }
});

test("statuses in any case are understood, foreign ones are not", async () => {
  for (const [told, status] of [["Passed", "passed"], ["not attempted", ""], ["browsed", ""], ["", ""]]) {
    const lms = new Scorm12Lms(frame({ API: quirky({ "cmi.core.lesson_status": told! }) }));
    assert.equal((await lms.start())!.status, status);
  }
});

test("times and numbers as the strictest LMS takes them (P33)", () => {
  const span = new RegExp(model.patterns.timespan);
  const cases: [number, string][] = [
    [0, "0000:00:00.00"],
    [0.999, "0000:00:01.00"],
    [59.995, "0000:01:00.00"],
    [3661.5, "0001:01:01.50"],
    [36_000_000, "9999:00:00.00"],
    [-5, "0000:00:00.00"],
  ];
  for (const [seconds, text] of cases) {
    assert.equal(timespan(seconds), text);
    assert.match(text, span);
  }
  assert.equal(time(new Date(2026, 0, 2, 3, 4, 5, 678)), "03:04:05");
  assert.deepEqual([66.666, 100, 0.1 + 0.2, 1e-9].map((n) => decimal(n)), ["66.67", "100", "0.3", "0"]);
  assert.equal(feedback(answered({ choices: ["x", "y", "z"], given: ["z", "x"] })), "a,c");
});
