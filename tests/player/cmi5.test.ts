import assert from "node:assert/strict";
import { afterEach, mock, test } from "node:test";

import type { Statement } from "../../src/scormkit/lrs/statements";
import { Learner } from "../../src/scormkit/player/learner";
import { Cmi5World } from "./cmi5_world";
import { course, page, test as quiz } from "./courses";
import { REGISTRATION } from "./lrs_world";
import { answerAll, MemoryStore, open, view } from "./worlds";

afterEach(() => mock.timers.reset());

const warn = mock.method(console, "warn", () => undefined);
const CMI5 = "https://w3id.org/xapi/cmi5/context/categories/cmi5";
const MOVEON = "https://w3id.org/xapi/cmi5/context/categories/moveon";

async function enter(world: Cmi5World, store: MemoryStore | null = null): Promise<Learner> {
  const learner = await open(world.data, world, store);
  await settle(learner);
  return learner;
}

/** The same window is loaded again. */
async function reload(world: Cmi5World): Promise<Learner> {
  const learner = await Learner.open(world.data, world.reload(), null);
  await settle(learner);
  return learner;
}

async function settle(learner: Learner): Promise<void> {
  await learner.save();
  await new Promise((resolve) => setTimeout(resolve, 0));
}

async function pass(learner: Learner, right: boolean | ((n: number) => boolean) = true): Promise<void> {
  learner.test("exam").start();
  answerAll(learner, "exam", right);
  learner.test("exam").finish();
  for (const { id } of learner.course.pages) learner.visit(id);
  await settle(learner);
}

function fine(world: Cmi5World): void {
  assert.deepEqual([world.broken, world.complaints], [[], []]);
}

const categories = ({ context }: Statement): string[] =>
  [context.contextActivities?.category ?? []].flat().map(({ id }) => id);
const defined = (world: Cmi5World): Statement[] =>
  world.statements.filter((one) => categories(one).includes(CMI5));
const verbs = (all: Statement[]): string[] => all.map(({ verb: { id } }) => id.split("/").pop()!);

test("a session from the first word to the last", async () => {
  const world = new Cmi5World();
  world.mastery = 0.6;
  const learner = await enter(world);
  await pass(learner, (n) => n < 4);
  learner.leave();
  fine(world);
  assert.deepEqual(verbs(defined(world)), ["initialized", "passed", "completed", "terminated"]);
  const passed = world.told("passed")[0]!;
  assert.deepEqual(passed.result!.score, { scaled: 0.8, raw: 80, min: 0, max: 100 });
  assert.equal(passed.context.extensions!["https://w3id.org/xapi/cmi5/context/extensions/masteryscore"], 0.6);
  assert.equal(world.told("answered").length, 5);
});

test("C5-032: the token is fetched once, by POST, and kept for a reload; a refusal is said", async () => {
  const world = new Cmi5World();
  await enter(world);
  const again = await reload(world);
  assert.equal(again.saving.trouble, "none");
  assert.equal(world.session.fetched, 1);
  fine(world);
  world.browser.sessionStorage.setItem("x", "");
  const other = new Cmi5World();
  other.connect();
  other.session.fetched = 1; // somebody else was here
  warn.mock.resetCalls();
  assert.equal(await other.reload().start(), null);
  assert.match(String(warn.mock.calls[0]!.arguments[0]), /no token \(1: already used\)/);
});

test("C5-033, C5-045: initialized is first, after launch data and preferences; no other waits less", async () => {
  const world = new Cmi5World();
  world.audio = "off";
  let tries = 0;
  world.fault = ({ path }) => (path === "statements" && (tries += 1) <= 2 ? 503 : undefined);
  const learner = await enter(world);
  assert.equal(learner.muted, true);
  await settle(learner);
  learner.leave();
  fine(world);
  assert.equal(world.verbs[0], "initialized");
  const asked = world.requests.slice(0, 4).map(({ method, query }) => `${method} ${query.get("stateId") ?? query.get("profileId") ?? ""}`);
  assert.deepEqual(asked, ["GET LMS.LaunchData", "GET cmi5LearnerPreferences", "GET scormkit", "POST "]);
});

test("C5-045: preferences that may not be read are no failure, and sound is on", async () => {
  for (const status of [403, 404, 500]) {
    const world = new Cmi5World();
    world.fault = ({ path }) => (path === "agents/profile" ? status : undefined);
    const launch = await world.connect().start();
    assert.deepEqual([launch?.mode, launch?.muted], ["normal", false]);
  }
});

test("C5-034, C5-049: terminated is last and once, and after it nothing is said", async () => {
  const world = new Cmi5World();
  const learner = await enter(world);
  learner.visit("work");
  void learner.save();
  learner.leave();
  learner.leave();
  learner.visit("exam");
  await settle(learner);
  assert.equal(world.verbs.at(-1), "terminated");
  assert.equal(world.told("terminated").length, 1);
  fine(world);
});

test("C5-034, C5-049: a reload after goodbye keeps the results for the next launch and says so", async () => {
  const world = new Cmi5World();
  (await enter(world)).leave();
  const learner = await reload(world);
  const before = world.statements.length;
  await pass(learner);
  learner.leave();
  assert.equal(learner.saving.trouble, "no-lms");
  assert.equal(world.statements.length, before);
  fine(world);
  const again = await enter(world);
  assert.deepEqual(view(again), view(learner));
  again.leave();
  fine(world);
  const { length } = world.told("answered");
  assert.deepEqual([length, world.told("passed").length, world.told("completed").length], [5, 1, 1]);
});

test("C5-035: a window loaded again goes on with its session and says no word twice", async () => {
  const world = new Cmi5World();
  const learner = await enter(world);
  await pass(learner);
  const again = await reload(world); // the browser threw the page away: no goodbye was said
  assert.deepEqual(view(again), view(learner));
  again.leave();
  fine(world);
  assert.deepEqual(verbs(defined(world)), ["initialized", "passed", "completed", "terminated"]);
  assert.equal(world.sessions.length, 1);
});

test("C5-035: one of passed and failed in a session: failed waits for the end", async () => {
  const world = new Cmi5World();
  world.data = course({ onFail: "failed" });
  const learner = await enter(world);
  await pass(learner, false);
  assert.equal(learner.status(), "failed");
  assert.equal(world.told("failed").length, 0);
  await pass(learner, true);
  learner.leave();
  fine(world);
  assert.deepEqual(verbs(defined(world)), ["initialized", "passed", "completed", "terminated"]);
});

test("C5-036: failed once an attempt, never after passed; passed and completed once a registration", async () => {
  const world = new Cmi5World();
  world.data = course({ onFail: "failed" });
  world.mastery = 0.6;
  const visits: ((learner: Learner) => Promise<void>)[] = [
    (learner) => pass(learner, false),
    async () => undefined,
    (learner) => pass(learner, (n) => n < 2),
    (learner) => pass(learner, true),
    (learner) => pass(learner, false),
  ];
  for (const visit of visits) {
    const learner = await enter(world);
    await visit(learner);
    learner.leave();
    fine(world);
  }
  const told = verbs(defined(world)).filter((verb) => !/ed$/.test(verb) || /failed|passed|completed/.test(verb));
  assert.deepEqual(told, ["failed", "failed", "passed", "completed"]);
  assert.equal(world.told("failed")[1]!.result!.score!.scaled, 0.4);
});

test("C5-036: a verdict that went out with goodbye is looked up before it is told again", async () => {
  for (const lost of [false, true]) {
    const world = new Cmi5World();
    const learner = await enter(world);
    learner.test("exam").start();
    answerAll(learner, "exam", true);
    learner.visit("work");
    learner.visit("exam");
    learner.test("exam").finish();
    if (lost) world.fault = ({ path }) => (path === "statements" ? "offline" : undefined);
    learner.leave();
    assert.deepEqual(Object.keys(world.state.unsure).sort(), ["completed", "passed", "progressed 100"]);
    world.fault = () => undefined;
    const again = await enter(world);
    again.leave();
    fine(world);
    assert.deepEqual([world.told("passed").length, world.told("completed").length], [1, 1]);
  }
});

test("C5-036: where the state was lost, the LMS refuses what it knows, and nobody is troubled", async () => {
  const world = new Cmi5World();
  const learner = await enter(world);
  await pass(learner);
  learner.leave();
  world.documents.clear();
  const again = await enter(world);
  await pass(again);
  assert.equal(again.saving.trouble, "none");
  again.leave();
  assert.deepEqual([world.told("passed").length, world.told("completed").length], [1, 1]);
});

test("C5-037, C5-039: the category and the activity's id on what cmi5 defines, on nothing else", async () => {
  const world = new Cmi5World();
  const learner = await enter(world);
  await pass(learner);
  learner.leave();
  fine(world);
  for (const statement of world.statements) {
    const verb = statement.verb.id.split("/").pop()!;
    const own = ["initialized", "passed", "completed", "terminated"].includes(verb);
    assert.equal(categories(statement).includes(CMI5), own, verb);
    assert.equal(categories(statement).includes(MOVEON), ["passed", "completed"].includes(verb), verb);
    if (own) assert.equal(statement.object.id, world.activity);
  }
  assert.equal(world.told("answered")[0]!.object.id, "https://courses.example.org/course/question/" + world.data.tests[0]!.questions.find(({ wire }) => world.told("answered")[0]!.object.id.endsWith(wire))!.wire);
});

test("C5-038, C5-043, C5-050: template, registration, session, actor, id and time in every statement", async () => {
  const world = new Cmi5World();
  world.actor = { ...world.actor, name: "Иванова  Анна" };
  const learner = await enter(world);
  await pass(learner);
  learner.leave();
  fine(world);
  assert.ok(world.statements.length > 12);
  for (const { actor, context, timestamp, id } of world.statements) {
    assert.deepEqual(actor, world.actor);
    assert.equal(context.registration, REGISTRATION);
    assert.deepEqual(context.extensions!["https://lms.example.org/ext"], { deep: [1, { a: "b" }] });
    assert.match(timestamp, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    assert.match(id, /^[\da-f]{8}-/);
  }
});

test("C5-050: an actor without account is no launch", async () => {
  const world = new Cmi5World();
  world.actor = { objectType: "Agent", mbox: "mailto:a@example.org" };
  assert.equal(await world.connect().start(), null);
  assert.equal(world.statements.length, 0);
});

test("C5-040: passed and failed go by the LMS's mastery score, in whole numbers, on no other verb", async () => {
  for (const [mastery, right, told] of [
    [0.9, 4, []], [0.3, 2, ["passed"]], [0.8, 4, ["passed"]], [undefined, 4, ["passed"]], [0.9, 1, ["failed"]],
  ] as const) {
    const world = new Cmi5World();
    world.data = course({ onFail: "failed" });
    world.mastery = mastery;
    const learner = await enter(world);
    await pass(learner, (n) => n < right);
    learner.leave();
    fine(world);
    assert.deepEqual(verbs(defined(world)).filter((verb) => /passed|failed/.test(verb)), told, String(mastery));
  }
  const world = new Cmi5World();
  world.mastery = 0.6;
  const three = [0, 1, 2].map((n) => world.data.tests[0]!.questions[n]!);
  world.data = course({ tests: [quiz("exam", "exam", { questions: three })] });
  const learner = await enter(world);
  await pass(learner, (n) => n < 2);
  learner.leave();
  fine(world);
  assert.deepEqual(world.told("passed")[0]!.result!.score, { scaled: 0.6667, raw: 67, min: 0, max: 100 });
});

test("of several tests all are to be passed, and the score must do", async () => {
  const world = new Cmi5World();
  world.mastery = 0.5;
  world.data = course({
    pages: [page("a", { test: "exam" }), page("b", { test: "second" })],
    tests: [quiz("exam", "a"), quiz("second", "b")],
  });
  const learner = await enter(world);
  await pass(learner);
  assert.equal(world.told("passed").length, 0);
  learner.test("second").start();
  answerAll(learner, "second", true);
  learner.test("second").finish();
  await settle(learner);
  assert.equal(world.told("passed").length, 1);
  learner.leave();
  fine(world);
});

test("a course without a test is completed, and neither passed nor failed", async () => {
  const world = new Cmi5World();
  world.mastery = 0.8;
  world.data = course({ pages: [page("only")], tests: [] });
  const learner = await enter(world);
  learner.leave();
  fine(world);
  assert.deepEqual(verbs(defined(world)), ["initialized", "completed", "terminated"]);
});

test("C5-041, C5-042: flags where they belong, durations wherever they are asked for", async () => {
  const world = new Cmi5World();
  const learner = await enter(world);
  await pass(learner);
  await new Promise((resolve) => setTimeout(resolve, 20));
  learner.leave();
  fine(world);
  const results = Object.fromEntries(defined(world).map(({ verb, result }) => [verb.id.split("/").pop()!, result]));
  assert.deepEqual(Object.keys(results["completed"]!).sort(), ["completion", "duration"]);
  assert.deepEqual(Object.keys(results["passed"]!).sort(), ["duration", "score", "success"]);
  assert.deepEqual(Object.keys(results["terminated"]!), ["duration"]);
  assert.equal(results["initialized"], undefined);
  assert.notEqual(results["terminated"]!.duration, "PT0S");
});

for (const mode of ["Browse", "Review"] as const) {
  test(`C5-044: ${mode}: the first word and the last, and nothing is written`, async () => {
    const world = new Cmi5World();
    const before = await enter(world);
    before.visit("work");
    await settle(before);
    before.leave();
    const count = world.statements.length;
    world.mode = mode;
    const learner = await enter(world);
    assert.deepEqual([learner.mode, learner.page], [mode.toLowerCase(), "work"]);
    const puts = world.requests.filter(({ method }) => method === "PUT").length;
    await pass(learner);
    learner.leave();
    assert.deepEqual(world.verbs.slice(count), ["initialized", "terminated"]);
    assert.equal(world.requests.filter(({ method }) => method === "PUT").length, puts);
    fine(world);
  });
}

test("C5-046: the LMS's own document is read, never written", async () => {
  const world = new Cmi5World();
  const learner = await enter(world);
  await pass(learner);
  learner.leave();
  const names = world.requests.filter(({ method }) => method !== "GET").map(({ query }) => query.get("stateId"));
  assert.deepEqual([...new Set(names)].sort(), [null, "scormkit"].sort());
  fine(world);
});

test("C5-047: after terminated the learner goes where the LMS wants, though the LRS be silent", async () => {
  for (const silent of [false, true]) {
    mock.timers.enable({ apis: ["setTimeout"] });
    const world = new Cmi5World();
    world.returnURL = "https://lms.example.org/done?x=1";
    const learner = await open(world.data, world);
    const { href } = world.browser.location;
    if (silent) world.fault = () => "slow";
    learner.leave();
    learner.exit!();
    assert.equal(world.browser.location.href, href);
    if (silent) mock.timers.tick(2_999);
    else for (let n = 0; n < 20; n += 1) await Promise.resolve();
    if (silent) mock.timers.tick(1);
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(world.browser.location.href, world.returnURL);
    assert.equal(world.requests.filter(({ body }) => body.includes("/terminated")).length, 1);
    mock.timers.reset();
  }
});

test("C5-047: no place told, or none to go to, is no way back", async () => {
  for (const place of [undefined, "javascript:alert(1)", "/relative"]) {
    const world = new Cmi5World();
    world.returnURL = place;
    const learner = await open(world.data, world);
    assert.equal(learner.exit, undefined);
    learner.leave();
  }
});

test("C5-048: progress in whole percents, each tenth once, never with completed", async () => {
  const world = new Cmi5World();
  const learner = await enter(world);
  await pass(learner);
  learner.leave();
  fine(world);
  const told = world.told("progressed").map(({ result }) => Object.values(result!.extensions!)[0]);
  assert.deepEqual(told, [20, 100]);
  const again = await enter(world);
  again.leave();
  assert.equal(world.told("progressed").length, 2);
});

test("a session that the LMS has given up leaves the results for the next", async () => {
  const world = new Cmi5World();
  const learner = await open(world.data, world);
  world.fault = ({ path }) => (path === "statements" ? 403 : undefined);
  const shut = await Learner.open(world.data, world.connect(), null);
  await pass(shut);
  assert.equal(shut.saving.trouble, "no-lms");
  shut.leave();
  world.fault = () => undefined;
  learner.leave();
  const again = await enter(world);
  again.leave();
  assert.deepEqual([world.told("answered").length, world.told("passed").length], [5, 1]);
});

for (const fault of [429, 500, "offline"] as const) {
  test(`${fault} for a while: told, sent again, within the rules`, async () => {
    const world = new Cmi5World();
    const learner = await enter(world, new MemoryStore());
    world.fault = () => fault;
    await pass(learner);
    assert.equal(learner.saving.trouble, "refused");
    world.fault = () => undefined;
    await settle(learner);
    learner.leave();
    fine(world);
    assert.deepEqual([world.told("answered").length, world.told("passed").length], [5, 1]);
  });
}

test("a launch that is none leaves the course usable (P55)", async () => {
  for (const drop of ["endpoint", "fetch", "actor", "registration", "activityId"]) {
    const world = new Cmi5World();
    world.connect();
    const address = new URL(world.browser.location.href);
    address.searchParams.delete(drop);
    world.browser.location.href = address.href;
    assert.equal(await world.reload().start(), null, drop);
  }
  for (const part of ["LMS.LaunchData", "scormkit"]) {
    const world = new Cmi5World();
    world.fault = ({ query }) => (query.get("stateId") === part ? 500 : undefined);
    const learner = await open(world.data, world, new MemoryStore());
    assert.equal(learner.saving.trouble, "no-lms");
    learner.visit("work");
    learner.leave();
    assert.equal(world.statements.length, 0, part);
  }
});

test("the LMS of these tests finds what it must: each rule broken by hand", async () => {
  const world = new Cmi5World();
  world.mastery = 0.8;
  const learner = await enter(world);
  await pass(learner);
  const find = (verb: string): Statement => structuredClone(world.told(verb).at(-1)!);
  const blank = (): Statement[] => (world.session.told.splice(0), world.session.told);
  const one = find("initialized");
  const [passed, completed, answered] = ["passed", "completed", "answered"].map(find) as [Statement, Statement, Statement];
  blank();
  const check = (code: string, statement: Statement, before: Statement[] = [one]): void => {
    world.session.told.splice(0, Infinity, ...before);
    assert.ok(world.faults(statement).includes(code), code);
  };
  const change = (statement: Statement, edit: (one: Statement) => void): Statement => {
    const copy = structuredClone(statement);
    edit(copy);
    return copy;
  };
  for (const good of [passed, completed, answered]) {
    world.session.told.splice(0, Infinity, one);
    assert.deepEqual(world.faults(good), []);
  }
  check("C5-033", answered, []);
  check("C5-035", completed, [one, completed]);
  check("C5-036", completed, [one, completed]);
  check("C5-037", change(completed, (s) => ((s.context.contextActivities!.category as unknown[]).pop())));
  check("C5-038", change(completed, (s) => (s.context.extensions = {})));
  check("C5-039", change(completed, (s) => (s.object.id = "https://other.example.org")));
  check("C5-040", change(passed, (s) => (s.result!.score!.scaled = 0.5)));
  check("C5-040", change(passed, (s) => delete s.result!.score!.min));
  check("C5-041", change(passed, (s) => (s.result!.success = false)));
  check("C5-042", change(completed, (s) => delete s.result!.duration));
  check("C5-043", change(completed, (s) => (s.timestamp = "2026-01-01T00:00:00+03:00")));
  check("C5-048", change(find("progressed"), (s) => (s.result!.extensions = {})));
  check("C5-050", change(completed, (s) => (s.actor = { objectType: "Agent", mbox: "mailto:a@b.c" })));
  world.session.mode = "Browse";
  check("C5-044", completed);
  world.session.state = "terminated";
  check("C5-049", answered);
  learner.leave();
});
