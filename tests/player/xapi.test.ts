import assert from "node:assert/strict";
import { mock, test } from "node:test";

import type { CourseData } from "../../src/scormkit/player/course";
import type { Learner } from "../../src/scormkit/player/learner";
import { choices, course, page, question, test as quiz } from "./courses";
import { ACTOR, REGISTRATION, XapiWorld } from "./lrs_world";
import { answerAll, MemoryStore, open, view } from "./worlds";

mock.method(console, "warn", () => undefined);

/** A learner in a course of this world, after the first save. */
async function enter(world: XapiWorld, store: MemoryStore | null = null): Promise<Learner> {
  const learner = await open(world.data, world, store);
  await settle(learner);
  return learner;
}

async function settle(learner: Learner): Promise<void> {
  await learner.save();
  await new Promise((resolve) => setTimeout(resolve, 0));
}

async function pass(learner: Learner, right = true): Promise<void> {
  learner.test("exam").start();
  answerAll(learner, "exam", right);
  learner.test("exam").finish();
  for (const { id } of learner.course.pages) learner.visit(id);
  await settle(learner);
}

function fine(world: XapiWorld): void {
  assert.deepEqual(world.complaints, []);
}

/** Two modules, a test and a question of each kind. */
function whole(): CourseData {
  const two = ["true", "false"].map((id, n) => ({ id, key: n + 1, correct: n === 0, text: id }));
  const questions = [
    question("one"),
    question("many", { kind: "multiple", choices: choices(4, [0, 2]) }),
    question("truth", { kind: "true-false", choices: two }),
  ];
  return course({
    pages: [page("intro"), page("exam", { module: "m2", test: "exam" })],
    tests: [quiz("exam", "exam", { questions, shuffle: false })],
    modules: [
      { id: "m1", wire: "q_m1_000001", title: "Первый", pages: ["intro"] },
      { id: "m2", wire: "q_m2_000002", title: "Второй", pages: ["exam"] },
    ],
  });
}

test("a course from the first word to the last: every fact once, the verdict after its score", async () => {
  const world = new XapiWorld();
  const learner = await enter(world);
  await pass(learner);
  learner.leave();
  fine(world);
  const verbs = world.verbs;
  assert.equal(verbs[0], "initialized");
  assert.deepEqual(verbs.slice(-3), ["passed", "completed", "terminated"]);
  assert.equal(world.told("answered").length, 5);
  assert.equal(world.told("experienced").length, 3);
  assert.equal(new Set(world.statements.map(({ id }) => id)).size, world.statements.length);
  const [passed] = world.told("passed");
  assert.deepEqual(passed!.result!.score, { scaled: 1, raw: 100, min: 0, max: 100 });
  assert.deepEqual(passed!.actor, ACTOR);
  assert.equal(passed!.object.id, world.data.iri);
  assert.deepEqual(passed!.verb, {
    id: "http://adlnet.gov/expapi/verbs/passed", display: { en: "passed", ru: "сдал" },
  });
});

test("XAPI-020, XAPI-021: questions are told with their answers, under the ids that both sides make", async () => {
  const world = new XapiWorld();
  world.data = whole();
  const learner = await enter(world);
  await pass(learner);
  learner.leave();
  fine(world);
  const answered = world.told("answered");
  assert.deepEqual(answered.map(({ result }) => result!.response), ["c1", "c1[,]c3", "true"]);
  const [, many, truth] = answered;
  const { iri } = world.data;
  assert.equal(many!.object.id, `${iri}/question/q_many_000000`);
  assert.deepEqual(many!.object.definition!.correctResponsesPattern, ["c1[,]c3"]);
  assert.deepEqual(many!.object.definition!.choices![2], { id: "c3", description: { ru: "Ответ 3" } });
  assert.equal(truth!.object.definition!.choices, undefined);
  assert.deepEqual(many!.context.contextActivities!.parent, [{ id: `${iri}/test/exam` }]);
  assert.deepEqual([many!.result!.success, many!.result!.score], [true, { scaled: 1 }]);
  assert.match(many!.result!.duration!, /^PT[\d.]+S$/);
  const [page] = world.told("experienced");
  assert.equal(page!.object.id, `${iri}/page/intro`);
  assert.deepEqual(page!.context.contextActivities!.parent, [{ id: `${iri}/module/q_m1_000001` }]);
});

test("modules of a course with several are completed and passed of their own", async () => {
  const world = new XapiWorld();
  world.data = whole();
  const learner = await enter(world);
  const told = (verb: string): string[] => world.told(verb).map(({ object }) => object.id.slice(world.data.iri.length));
  assert.deepEqual(told("completed"), ["/module/q_m1_000001"]);
  await pass(learner);
  learner.leave();
  assert.deepEqual(told("completed"), ["/module/q_m1_000001", "/module/q_m2_000002", ""]);
  assert.deepEqual(told("passed"), ["/module/q_m2_000002", ""]);
  fine(world);
});

test("XAPI-024, XAPI-028: registration, platform and grouping of the launch are in every statement and request", async () => {
  const world = new XapiWorld();
  world.parameters = {
    activity_platform: "Учёба", grouping: "https://lms.example.org/programme/1",
    activity_id: "https://lms.example.org/launched", externalRegistration: "ignored",
  };
  const learner = await enter(world);
  await pass(learner);
  learner.leave();
  fine(world);
  for (const { context, actor } of world.statements) {
    assert.deepEqual([context.registration, context.platform, context.language], [REGISTRATION, "Учёба", "ru"]);
    assert.deepEqual(context.contextActivities!.grouping, [
      { id: "https://lms.example.org/launched" }, { id: "https://lms.example.org/programme/1" },
    ]);
    assert.equal("mbox" in actor, false);
  }
  assert.equal(world.told("completed")[0]!.object.id, "https://lms.example.org/launched");
  const states = world.requests.filter(({ path }) => path === "activities/state");
  for (const { query } of states) {
    assert.equal(query.get("registration"), REGISTRATION);
    assert.equal(query.get("activityId"), "https://lms.example.org/launched");
  }
});

test("TC-016: the key comes from the launch, leaves the address and outlives a reload", async () => {
  const world = new XapiWorld();
  world.parameters = { auth: "a2V5OnNlY3JldA==", theme: "dark" };
  await world.connect().start();
  assert.equal(world.browser.location.href, "https://lms.example.org/content/index.html?theme=dark");
  assert.ok(await world.reload().start());
  fine(world);
  world.browser.sessionStorage.setItem = () => { throw new Error("forbidden"); };
  world.browser.sessionStorage.getItem = () => { throw new Error("forbidden"); };
  assert.equal(await world.reload().start(), null);
});

test("a launch that is none, or an LRS out of reach, leaves the course usable (P55)", async () => {
  for (const parameters of [{ endpoint: "" }, { actor: "{}" }, { actor: "no json" }, { endpoint: "javascript:1" }]) {
    const world = new XapiWorld();
    world.parameters = parameters as unknown as Record<string, string>;
    assert.equal(await world.connect().start(), null);
    assert.equal(world.requests.length, 0);
  }
  const dark = new XapiWorld();
  dark.fault = () => "offline";
  const learner = await open(dark.data, dark, new MemoryStore());
  assert.equal(learner.saving.trouble, "no-lms");
  learner.visit("work");
  learner.leave();
  assert.equal(dark.requests.length, 2);
});

test("without registration, with a learner of 0.9 and a course of another language", async () => {
  const world = new XapiWorld();
  world.data = course({ language: "de" });
  world.parameters = { registration: "none", actor: '{"name":["A"],"mbox":["mailto:a@example.org"]}' };
  const learner = await enter(world);
  learner.leave();
  fine(world);
  const [first] = world.statements;
  assert.deepEqual(first!.actor, { objectType: "Agent", name: "A", mbox: "mailto:a@example.org" });
  assert.deepEqual(first!.verb.display, { en: "initialized" });
  assert.equal(first!.context.registration, undefined);
});

test("P52: everything is there again at the next launch, and nothing is told a second time", async () => {
  const world = new XapiWorld();
  const learner = await enter(world);
  await pass(learner);
  learner.leave();
  const before = world.statements.length;
  const again = await enter(world);
  assert.deepEqual(view(again), view(learner));
  assert.equal(again.name, "Иванова Анна");
  again.leave();
  assert.deepEqual(world.verbs.slice(before), ["initialized", "terminated"]);
  fine(world);
});

test("an unfinished course is suspended", async () => {
  const world = new XapiWorld();
  (await enter(world)).leave();
  assert.equal(world.verbs.at(-1), "suspended");
});

test("failed where the course says so, passed after it", async () => {
  const world = new XapiWorld();
  world.data = course({ onFail: "failed" });
  const learner = await enter(world);
  await pass(learner, false);
  await settle(learner);
  learner.visit("intro");
  await settle(learner);
  assert.equal(world.told("failed").length, 1);
  assert.equal(world.told("failed")[0]!.result!.success, false);
  learner.leave();
  const again = await enter(world);
  again.leave();
  assert.equal(world.told("failed").length, 1);
  const third = await enter(world);
  await pass(third);
  third.leave();
  assert.equal(world.told("passed").length, 1);
  fine(world);
});

for (const fault of [429, 500, "offline"] as const) {
  test(`${fault} in the midst: told to the learner, sent again, each fact once`, async () => {
    const world = new XapiWorld();
    const learner = await enter(world);
    world.fault = () => fault;
    await pass(learner);
    assert.equal(learner.saving.trouble, "refused");
    assert.equal(world.told("answered").length, 0);
    world.fault = () => undefined;
    await settle(learner);
    assert.equal(learner.saving.trouble, "none");
    learner.leave();
    fine(world);
    assert.deepEqual([world.told("answered").length, world.told("passed").length], [5, 1]);
  });
}

test("answers that were taken, though the answer to that was lost, are not told twice (P48)", async () => {
  const world = new XapiWorld();
  const learner = await enter(world);
  // The LRS stores, the way back breaks.
  const plain = globalThis.fetch;
  globalThis.fetch = (async (...args: Parameters<typeof fetch>) => {
    await plain(...args);
    throw new TypeError("Failed to fetch");
  }) as typeof fetch;
  await pass(learner);
  assert.equal(learner.saving.trouble, "refused");
  globalThis.fetch = plain;
  await settle(learner);
  assert.equal(learner.saving.trouble, "none");
  learner.leave();
  assert.deepEqual([world.told("answered").length, world.told("passed").length, world.told("completed").length], [5, 1, 1]);
  fine(world);
});

test("statements refused while the state is taken wait in the LRS for the next launch (P51)", async () => {
  const world = new XapiWorld();
  const learner = await enter(world);
  world.fault = ({ path }) => (path === "statements" ? 503 : undefined);
  await pass(learner);
  learner.leave();
  assert.ok(world.state.queue.length >= 5);
  assert.deepEqual(Object.keys(world.state.unsure).sort(), ["completed", "passed", "progressed 100"]);
  world.fault = () => undefined;
  const again = await enter(world); // another browser: no journal
  await settle(again);
  again.leave();
  assert.deepEqual([world.told("answered").length, world.told("passed").length, world.told("completed").length], [5, 1, 1]);
  assert.deepEqual([world.state.queue, world.state.unsure], [[], {}]);
  fine(world);
});

test("the journal brings back what neither state nor statements could tell, under the same ids", async () => {
  const world = new XapiWorld();
  const store = new MemoryStore();
  const learner = await enter(world, store);
  world.fault = () => "offline";
  await pass(learner);
  learner.leave();
  const tried = world.posts().flatMap(({ body }) => JSON.parse(body) as { id: string; verb: { id: string } }[]);
  const ids = new Set(tried.filter(({ verb }) => verb.id.endsWith("answered")).map(({ id }) => id));
  world.fault = () => undefined;
  const again = await enter(world, store);
  await settle(again);
  assert.deepEqual(new Set(world.told("answered").map(({ id }) => id)), ids);
  assert.equal(ids.size, 5);
  again.leave();
  fine(world);
});

test("goodbye goes out at once, as what outlives the page, though a save is on its way (P51)", async () => {
  const world = new XapiWorld();
  const learner = await enter(world);
  learner.test("exam").start();
  answerAll(learner, "exam", true);
  void learner.save();
  learner.test("exam").finish();
  const before = world.requests.length;
  learner.leave();
  const last = world.requests.slice(before);
  assert.deepEqual(last.map(({ method, keepalive }) => [method, keepalive]), [["POST", true], ["PUT", true]]);
  await new Promise((resolve) => setTimeout(resolve, 20));
  assert.equal(world.told("answered").length, 5);
  assert.equal(world.verbs.at(-1), "suspended");
  assert.equal(world.requests.length, before + 2);
  fine(world);
});

test("a goodbye too long to outlive the page leaves the oldest it can, the verdict and the end", async () => {
  const world = new XapiWorld();
  const questions = Array.from({ length: 80 }, (_, n) => question(`q${n}`, { text: "долгий вопрос ".repeat(20) }));
  world.data = course({ tests: [quiz("exam", "exam", { questions })] });
  const learner = await enter(world);
  learner.visit("work");
  learner.visit("exam");
  learner.test("exam").start();
  answerAll(learner, "exam", true);
  learner.test("exam").finish();
  const before = world.requests.length;
  learner.leave();
  const last = world.requests.slice(before);
  assert.ok(last.every(({ keepalive }) => keepalive));
  assert.deepEqual(world.verbs.slice(-3), ["passed", "completed", "terminated"]);
  const told = world.told("answered").length;
  assert.ok(told > 5 && told < 80, String(told));
  fine(world);
});

test("P47: the document is replaced only if it is still ours; a newer one of another device is taken over", async () => {
  const world = new XapiWorld();
  const one = await enter(world);
  const two = await enter(world);
  two.visit("work");
  await settle(two);
  const puts = world.requests.filter(({ method }) => method === "PUT");
  assert.equal(puts[0]!.headers.get("If-None-Match"), "*");
  assert.match(puts.at(-1)!.headers.get("If-Match")!, /^"\d+"$/);
  two.visit("exam");
  await settle(two);
  one.visit("work"); // from a state two steps back
  await settle(one);
  assert.deepEqual(["work", "exam"].map((id) => one.seen(id)), [true, true]);
  assert.equal(one.saving.trouble, "none");
  one.leave();
  two.leave();
  fine(world);
});

test("an LRS whose ETags are not to be seen, or are changed on the way, is written to all the same", async () => {
  for (const spoil of [false, true]) {
    const world = new XapiWorld();
    world.exposesEtags = spoil;
    const learner = await enter(world);
    if (spoil) world.documents.forEach((one) => (one.etag += "-gzip"));
    for (const id of ["work", "exam"]) {
      learner.visit(id);
      await settle(learner);
      await settle(learner);
    }
    assert.equal(world.state.state.length > 0, true);
    learner.leave();
    const again = await enter(world);
    assert.equal(again.page, "exam");
    again.leave();
    fine(world);
  }
});

test("an LRS that takes the state and forgets it is found out", async () => {
  const world = new XapiWorld();
  const learner = await enter(world);
  world.fault = ({ method }) => {
    if (method === "PUT") world.documents.clear();
    return method === "PUT" ? new Response(null, { status: 204 }) : undefined;
  };
  learner.visit("work");
  await settle(learner);
  assert.equal(learner.saving.trouble, "lost");
  world.fault = () => undefined;
  await settle(learner);
  assert.equal(learner.saving.trouble, "none");
  learner.leave();
});

test("XAPI-027: videos are told by their profile with whatever is saved next; another site's by word alone", async () => {
  const world = new XapiWorld();
  const learner = await enter(world);
  const sent = world.requests.length;
  const common = { session: "3f0a7a52-6e5c-4a41-9f0b-0d6a6f0f7f11", from: 0, length: 60.125, progress: 0.2, segments: "0.000[.]12.000" };
  for (const verb of ["initialized", "played", "seeked", "paused", "completed", "terminated"] as const) {
    learner.play("v1", { ...common, verb, time: 12, at: new Date() });
  }
  await new Promise((resolve) => setTimeout(resolve, 300));
  assert.equal(world.requests.length, sent);
  learner.watch("v1", true);
  await settle(learner);
  fine(world);
  const videos = world.statements.filter(({ object }) => object.id.endsWith("/video/v1"));
  assert.equal(videos.length, 7);
  const types = videos.map(({ object }) => object.definition!.type.split("/").pop());
  assert.deepEqual(types, [...Array<string>(6).fill("video"), "media"]);
  assert.deepEqual(videos.at(-1)!.result, { completion: true });
  assert.equal(world.posts().at(-1)!.status, 200);
  learner.leave();
});

test("P50: a session of many steps makes few requests, none without need", async () => {
  const world = new XapiWorld();
  const learner = await enter(world);
  const before = world.requests.length;
  learner.visit("work");
  learner.visit("exam");
  learner.confirm("t1", true);
  learner.watch("v1", true);
  await settle(learner);
  assert.deepEqual(world.requests.slice(before).map(({ method }) => method), ["POST", "PUT", "GET"]);
  await settle(learner);
  learner.leave();
  fine(world);
});
