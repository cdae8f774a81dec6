import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";

import type { Snapshot } from "../../src/scormkit/player/lms";
import { parse, value } from "../../src/scormkit/standards/aicc/hacp/hacp";
import { readAddress } from "../../src/scormkit/standards/aicc/hacp/launch";
import { AiccLms } from "../../src/scormkit/standards/aicc/lms";
import { AiccWorld, FakeWindow } from "./aicc_world";
import type { Fault } from "./aicc_world";
import { answered, course, question, test as quiz } from "./courses";
import { answerAll, MemoryStore, open, view } from "./worlds";

const snapshot = (part: Partial<Snapshot> = {}): Snapshot => ({
  state: "S", location: "p", status: "incomplete", completed: false, success: "unknown", progress: 0,
  score: null, seconds: 1, objectives: [], reports: [], ...part,
});

async function started(world: AiccWorld): Promise<AiccLms> {
  const lms = world.connect();
  assert.ok(await lms.start());
  return lms;
}

test("a whole course with a strict LMS: fail, leave, resume, pass (P6, P8, P20, P36)", async () => {
  const world = new AiccWorld();
  const one = course();
  let learner = await open(one, world);
  assert.equal(learner.name, "Иванов, Иван");
  learner.visit("work");
  learner.visit("exam");
  learner.test("exam").start();
  answerAll(learner, "exam", (n) => n < 2);
  await learner.save();
  assert.equal(learner.saving.trouble, "none");
  const before = view(learner);
  learner = await open(one, world);
  assert.deepEqual(view(learner), before);
  assert.equal(world.core["Lesson_Location"], "exam");
  assert.equal(learner.test("exam").finish().percent, 40);
  await learner.save();
  assert.deepEqual([world.core["Lesson_Status"], world.core["Score"]], ["incomplete", "40"]);
  learner.test("exam").start();
  answerAll(learner, "exam", true);
  learner.test("exam").finish();
  learner.leave();
  await pause(0);
  assert.deepEqual([world.core["Lesson_Status"], world.core["Score"]], ["passed", "100"]);
  assert.deepEqual(world.commands.slice(-3), ["PutParam", "PutInteractions", "ExitAU"]);
  assert.equal(world.rows.length, 10);
  assert.deepEqual(world.errors, []);
});

test("answers are rows of thirteen fields with the ids of the LMS (P23, P27)", async () => {
  const world = new AiccWorld();
  const lms = await started(world);
  const two = { kind: "true-false" as const, choices: ["true", "false"], correct: ["false"], given: ["false"] };
  const crowd = Array.from({ length: 37 }, (_, i) => `c${i}`);
  const at = new Date(2026, 0, 2, 3, 4, 5, 678);
  const reports = [
    answered({ id: "q_one", at, latency: 61.6, weight: 1.5, choices: ["a", "b", "c"], correct: ["c", "a"], given: ["b"], result: false }),
    answered({ id: "q_two", weight: 500, ...two }),
    answered({ id: "q_crowd", choices: crowd, correct: ["c36"], given: ["c36"] }),
    { type: "experienced" as const, id: "p", title: "p", at },
  ];
  assert.equal(await lms.save(snapshot({ reports })), "none");
  const rows = world.rows.map((row) => Object.values(row).join("|"));
  assert.equal(
    rows[0],
    "course|ivanov|lesson-1|2026/01/02|03:04:05|q_one||choice|a,c|b|wrong|1.5|0000:01:02",
  );
  assert.match(rows[1]!, /\|q_two\|\|true-false\|f\|f\|correct\|100\|/);
  assert.match(rows[2]!, /\|q_crowd\|\|choice\|\|\|correct\|1\|/);
  assert.equal(await lms.save(snapshot({ reports: [...reports, answered({ id: "q_new" })] })), "none");
  assert.deepEqual(world.rows.map((row) => row["interaction_id"]), ["q_one", "q_two", "q_crowd", "q_new"]);
  assert.deepEqual(world.errors, []);
});

for (const fault of ["refuse", "forget", "offline", "login"] as Fault[]) {
  test(`an LMS with the fault "${fault}": the learner is told, the data arrive later (P32)`, async () => {
    const world = new AiccWorld();
    const learner = await open(course(), world);
    await learner.save();
    world.fault = fault;
    learner.visit("work");
    learner.test("exam").start();
    answerAll(learner, "exam", true);
    await learner.save();
    assert.equal(learner.saving.trouble, fault === "forget" ? "lost" : "refused");
    world.fault = "none";
    await learner.save();
    assert.equal(learner.saving.trouble, "none");
    assert.equal(world.core["Lesson_Location"], "work");
    assert.equal(world.rows.length, 5);
    learner.leave();
    assert.deepEqual(world.errors, []);
  });
}

test("an LMS that wants no answers or tells the state once is no trouble", async () => {
  for (const fault of ["deaf", "once"] as Fault[]) {
    const world = new AiccWorld();
    world.fault = fault;
    const lms = await started(world);
    assert.equal(await lms.save(snapshot({ state: "new", reports: [answered()] })), "none");
    assert.equal(await lms.read(), "new");
    assert.equal(await lms.save(snapshot({ state: "newer", reports: [answered()] })), "none");
    assert.equal(await lms.read(), "newer");
    const tried = world.commands.filter((command) => command === "PutInteractions").length;
    assert.equal(tried, fault === "deaf" ? 1 : 2);
  }
});

test("browse and review write nothing and say goodbye (P22)", async () => {
  for (const mode of ["browse", "R"]) {
    const world = new AiccWorld();
    world.mode = mode;
    const learner = await open(course(), world);
    assert.equal(learner.mode, mode === "R" ? "review" : "browse");
    learner.test("exam").start();
    answerAll(learner, "exam", true);
    await learner.save();
    learner.leave();
    await pause(0);
    assert.deepEqual(world.commands, ["GetParam", "ExitAU"]);
  }
});

test("goodbye waits for its turn; the session ends after the last word", async () => {
  const world = new AiccWorld();
  const lms = await started(world);
  const saving = lms.save(snapshot({ state: "one", reports: [answered()] }));
  lms.finish(snapshot({ state: "two", score: 66.666, reports: [answered()] }));
  lms.finish(snapshot({ state: "three" }));
  assert.equal(await saving, "none");
  await pause(0);
  assert.deepEqual(world.commands, [
    "GetParam", "PutParam", "PutInteractions", "PutParam", "PutInteractions", "ExitAU",
  ]);
  assert.deepEqual([world.lesson, world.core["Score"]], ["two", "66.67"]);
  assert.equal(await lms.save(snapshot()), "no-lms");
  assert.equal(world.sessions.size, 0);
});

test("a page that goes away sends all at once, and it outlives the page (P28, P29)", async () => {
  const world = new AiccWorld();
  const lms = await started(world);
  const reports = [answered()];
  await lms.save(snapshot({ reports }));
  world.window.hide();
  lms.finish(snapshot({ state: "last", seconds: 99, reports }));
  assert.deepEqual(world.commands.slice(3), ["PutParam", "ExitAU"]);
  assert.ok(world.calls.every(({ keepalive }) => keepalive));
  assert.deepEqual([world.lesson, world.core["Time"]], ["last", "0000:01:39"]);
});

test("no last word overtakes results: they go alone, and the session stays open", async () => {
  const changes: Partial<Snapshot>[] = [
    { score: 80 }, { status: "passed" }, { progress: 0.5 }, { location: "p2" }, { reports: [answered()] },
  ];
  for (const change of changes) {
    const world = new AiccWorld();
    const lms = await started(world);
    await lms.save(snapshot());
    world.window.hide();
    lms.finish(snapshot(change));
    await pause(0);
    assert.ok(!world.commands.includes("ExitAU"), JSON.stringify(change));
    assert.equal(world.commands[2], "PutParam");
    if (change.reports) assert.equal(world.commands[3], "PutInteractions");
  }
  const world = new AiccWorld();
  const lms = await started(world);
  void lms.save(snapshot());
  world.window.hide();
  lms.finish(snapshot());
  await pause(0);
  assert.ok(!world.commands.includes("ExitAU"), "a save is under way");
});

test("a visit without a change ends the session", async () => {
  const world = new AiccWorld();
  world.core = { Lesson_Status: "incomplete", Lesson_Location: "p" };
  const lms = await started(world);
  world.window.hide();
  lms.finish(snapshot());
  assert.deepEqual(world.commands, ["GetParam", "PutParam", "ExitAU"]);
});

test("a page loaded again after goodbye shows the learner's state and says that nothing is saved", async () => {
  const world = new AiccWorld();
  let lms = await started(world);
  await lms.save(snapshot({ location: "p2", status: "passed" }));
  world.window.hide();
  lms.finish(snapshot({ state: "last", location: "p2", status: "passed" }));
  lms = world.load("s0");
  const launch = await lms.start();
  assert.deepEqual(
    [launch!.state, launch!.location, launch!.status, launch!.account],
    ["last", "p2", "passed", "ivanov"],
  );
  assert.equal(await lms.save(snapshot()), "refused");
  assert.equal(await world.load("unknown").start(), null);
});

test("an LMS that is away for a moment at the start is asked again, not for ever", async () => {
  const world = new AiccWorld();
  world.fault = "offline";
  const lms = world.connect();
  const launch = lms.start();
  await pause(100);
  world.fault = "none";
  assert.equal((await launch)!.account, "ivanov");
  world.fault = "login";
  assert.equal(await world.connect().start(), null);
  assert.equal(world.commands.length, 5);
});

test("a state that is too long is not sent with the score (P2)", async () => {
  const world = new AiccWorld();
  const lms = await started(world);
  await lms.save(snapshot({ state: "x".repeat(4097), score: 80, location: "я".repeat(99) }));
  assert.deepEqual([world.lesson, world.core["Score"], world.core["Lesson_Location"]], ["", "80", ""]);
  assert.deepEqual(world.errors, []);
});

test("what the LMS does to texts is undone", () => {
  const reply = parse("Error=0\nERROR_TEXT=OK\naicc_data=[Core]\nlesson_status = P, R\n[core_lesson]\n AbC\n -_9 \n[Core_Vendor]\nx=1");
  assert.equal(value(reply, "core", "Lesson_Status"), "P, R");
  assert.deepEqual(reply.groups.get("core_lesson"), [" AbC", " -_9 "]);
  assert.equal(parse("error=101\r\nerror_text=Terminated").error, 101);
  assert.throws(() => parse("<html>Log in</html>"));
});

test("statuses by their first letter, other words are none", async () => {
  const cases: [string, string][] = [
    ["P", "passed"], ["Completed, resume", "completed"], ["failed", "failed"], ["i,s", "incomplete"],
    ["not attempted, ab-initio", ""], ["browsed", ""], ["", ""],
  ];
  for (const [told, status] of cases) {
    const world = new AiccWorld();
    world.core = { Lesson_Status: told, Lesson_Location: "caf%C3%A9" };
    world.lesson = "  Ab\r\n  -_9";
    const launch = await world.connect().start();
    assert.deepEqual([launch!.status, launch!.location, launch!.state], [status, "café", "Ab-_9"]);
  }
});

test("the address of the LMS is found however it is written", () => {
  const url = "https://lms.example/hacp?a=1&b=2";
  const once = encodeURIComponent(url);
  const cases: [query: string, session: string, url: string | null][] = [
    [`AICC_SID=7&AICC_URL=${once}`, "7", url],
    [`aicc_url=${once}&x=1&aicc_sid=a%2Bb+c`, "a+b+c", url],
    [`x=1&Aicc_Url=${encodeURIComponent(once)}&Aicc_Sid=7`, "7", url],
    [`AICC_SID=7&AICC_URL=${url}`, "7", url],
    [`AICC_URL=${url}&AICC_SID=7&lang=ru`, "7", url],
    [`AICC_SID=7&amp;AICC_URL=https%3A//lms.example/hacp%3Fa%3D1%26b%3D2`, "7", url],
    [`AICC_SID=7&AICC_URL=https://lms.example/hacp?to=https%3A%2F%2Fx`, "7", "https://lms.example/hacp?to=https%3A%2F%2Fx"],
    [`AICC_SID=7&AICC_URL=lms.example/hacp&lang=ru`, "7", "https://lms.example/hacp"],
    [`AICC_SID=7&AICC_URL=%2F%2Flms.example%2Fhacp`, "7", "https://lms.example/hacp"],
    [`AICC_SID=7&AICC_URL=/hacp`, "7", "https://content.example/hacp"],
    [`AICC_SID=7&AICC_URL=http%3A%2F%2Flms.example%2Fhacp`, "7", "https://lms.example/hacp"],
    [`AICC_SID=7&AICC_URL=http://localhost:81/hacp`, "7", "http://localhost:81/hacp"],
    ["AICC_SID=7&AICC_URL=", "7", null],
    ["AICC_SID=7&AICC_URL=https%3A%2F%2F%5B", "7", null],
    ["", "", null],
  ];
  for (const [query, session, found] of cases) {
    const { location } = new FakeWindow(query);
    assert.deepEqual(readAddress(location), found && { session, url: found }, query);
  }
  const { location } = new FakeWindow("AICC_URL=lms.example/hacp", "http://content.example/i.html");
  assert.equal(readAddress(location)!.url, "http://lms.example/hacp");
});

test("without an address there is no LMS; a browser that forbids its store is no trouble", async () => {
  assert.equal(await new AiccLms(new FakeWindow("") as never, "l", null).start(), null);
  const world = new AiccWorld();
  world.store.full = true;
  const lms = await started(world);
  lms.finish(snapshot());
  assert.equal(await new AiccLms(new FakeWindow("") as never, "l", new MemoryStore()).start(), null);
});

test("questions of every kind arrive in a report that a strict LMS takes", async () => {
  const world = new AiccWorld();
  const questions = [question("one"), question("many", { kind: "multiple", points: 3 })];
  const learner = await open(course({ tests: [quiz("exam", "exam", { questions, shuffle: false })] }), world);
  learner.test("exam").start();
  answerAll(learner, "exam", true);
  learner.leave();
  await pause(0);
  assert.deepEqual(world.rows.map((row) => row["interaction_id"]), ["q_one_000000", "q_many_000000"]);
  assert.deepEqual(world.errors, []);
});
