import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { afterEach, mock, test } from "node:test";

import { readActor } from "../../src/scormkit/lrs/launch";
import { duration } from "../../src/scormkit/lrs/statements";
import type { Statement } from "../../src/scormkit/lrs/statements";
import { Lrs } from "../../src/scormkit/lrs/transport";
import type { Outcome } from "../../src/scormkit/lrs/transport";
import { UUID, sha1, stableId } from "../../src/scormkit/lrs/uuid";
import { Seen } from "../../src/scormkit/player/view/media/seen";
import { Viewing } from "../../src/scormkit/player/view/media/viewing";
import { faults, LrsWorld } from "./lrs_world";

afterEach(() => mock.timers.reset());

const ACTOR = { objectType: "Agent" as const, mbox: "mailto:a@example.org" };

function statement(n: number, part: Partial<Statement> = {}): Statement {
  return {
    id: stableId("test", n), timestamp: "2026-01-02T03:04:05.678Z", actor: ACTOR,
    verb: { id: "http://adlnet.gov/expapi/verbs/experienced", display: { en: "experienced" } },
    object: { objectType: "Activity", id: `https://example.org/${n}` }, context: { language: "ru" }, ...part,
  };
}

const many = (count: number): Statement[] => Array.from({ length: count }, (_, n) => statement(n));

function connect(world = new LrsWorld()): { world: LrsWorld; lrs: Lrs; outcomes: Map<string, Outcome>; store(s: Statement[]): Promise<boolean> } {
  world.plug();
  const lrs = new Lrs(`${world.endpoint}/`, world.authorization);
  const outcomes = new Map<string, Outcome>();
  const store = (all: Statement[]): Promise<boolean> => lrs.store(all, ({ id }, outcome) => outcomes.set(id, outcome));
  return { world, lrs, outcomes, store };
}

test("ids: SHA-1 as everybody makes it, a UUID in layout, the same for the same facts", () => {
  for (const length of [0, 1, 55, 56, 63, 64, 65, 119, 120, 1000]) {
    const text = "ж".repeat(length);
    const known = createHash("sha1").update(text).digest("hex");
    assert.equal(Buffer.from(sha1(new TextEncoder().encode(text))).toString("hex"), known);
  }
  const ids = new Set(Array.from({ length: 5000 }, (_, n) => stableId("r", "о", n)));
  assert.equal(ids.size, 5000);
  for (const id of ids) assert.match(id, /^[\da-f]{8}-[\da-f]{4}-5[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  assert.match([...ids][0]!, UUID);
  assert.notEqual(stableId("a", "b c"), stableId("a b", "c"));
  assert.equal(stableId("a", 1), stableId("a", 1));
});

test("durations: ISO 8601, hundredths at most", () => {
  const told = [0, 0.004, 59.999, 61.237, 3600, 100_000.5, -3].map(duration);
  assert.deepEqual(told, ["PT0S", "PT0S", "PT1M", "PT1M1.24S", "PT1H", "PT27H46M40.5S", "PT0S"]);
});

test("actors: one identifier, today's form and the arrays of 0.9", () => {
  const old = { name: ["Anna"], mbox: ["mailto:a@example.org"] };
  assert.deepEqual(readActor(JSON.stringify(old)), { objectType: "Agent", name: "Anna", mbox: "mailto:a@example.org" });
  const older = { account: [{ accountServiceHomePage: "https://l.example.org", accountName: "7" }], mbox: ["b@example.org"] };
  assert.deepEqual(readActor(JSON.stringify(older)), { objectType: "Agent", account: { homePage: "https://l.example.org", name: "7" } });
  for (const nobody of ["", "{", "null", "[]", '{"name":"x"}', '{"account":{"name":"x"}}']) assert.equal(readActor(nobody), null);
});

test("XAPI-022, XAPI-026: batches of fifty with all headers, slashes put right, no other query", async () => {
  const { world, store, outcomes } = connect();
  assert.equal(await store(many(120)), true);
  assert.deepEqual(world.complaints, []);
  assert.deepEqual(world.posts().map(({ body }) => (JSON.parse(body) as unknown[]).length), [50, 50, 20]);
  assert.deepEqual(world.statements.map(({ id }) => id), many(120).map(({ id }) => id));
  assert.deepEqual(new Set(outcomes.values()), new Set(["stored"]));
});

test("batches are cut by bytes too", async () => {
  const { world, store } = connect();
  const fat = many(6).map((one) => ({ ...one, context: { language: "ru", extensions: { "https://e.example.org/x": "x".repeat(180_000) } } }));
  assert.equal(await store(fat), true);
  assert.deepEqual(world.posts().map(({ body }) => (JSON.parse(body) as unknown[]).length), [2, 2, 2]);
});

test("P48: what is stored already is dealt with, and the rest is not lost", async () => {
  const { world, store, outcomes } = connect();
  await store([statement(1), statement(3)]);
  const others = many(5).map((one) => ({ ...one, timestamp: "2026-01-02T03:04:06.000Z" }));
  assert.equal(await store(others), true);
  assert.equal(world.statements.length, 5);
  assert.equal(outcomes.size, 5);
  assert.deepEqual(new Set(outcomes.values()), new Set(["stored"]));
});

test("a bad statement is dropped with a word in the console; the others are stored, in order", async () => {
  const { world, store, outcomes } = connect();
  const warn = mock.method(console, "warn", () => undefined);
  const all = many(9);
  const bad = { ...all[4]!, verb: { id: "no iri", display: { en: "x" } } };
  assert.equal(await store(all.map((one, n) => (n === 4 ? bad : one))), true);
  assert.deepEqual(world.statements.map(({ id }) => id), all.filter((_, n) => n !== 4).map(({ id }) => id));
  assert.equal(outcomes.get(bad.id), "dropped");
  assert.equal(warn.mock.callCount(), 1);
  warn.mock.restore();
});

for (const [name, answer] of [["429", 429], ["503", 503], ["401", 401], ["offline", "offline"]] as const) {
  test(`${name}: refused, nothing is lost and nothing told twice`, async () => {
    const { world, store, outcomes } = connect();
    world.fault = () => answer;
    assert.equal(await store(many(60)), false);
    assert.equal(outcomes.size, 0);
    assert.equal(world.requests.length, 1);
    world.fault = () => undefined;
    assert.equal(await store(many(60)), true);
    assert.equal(world.statements.length, 60);
  });
}

test("Retry-After is kept to, as seconds and as a date; goodbye does not wait", async () => {
  mock.timers.enable({ apis: ["Date", "setTimeout"], now: 1_800_000_000_000 });
  for (const after of ["30", new Date(Date.now() + 30_000).toUTCString()]) {
    const { world, lrs, store } = connect();
    world.fault = () => new Response("", { status: 429, headers: { "Retry-After": after } });
    assert.equal(await store(many(1)), false);
    world.fault = () => undefined;
    mock.timers.tick(20_000);
    assert.equal(await store(many(1)), false);
    assert.equal(world.requests.length, 1);
    mock.timers.tick(11_000);
    assert.equal(await store(many(1)), true);
    world.fault = () => new Response("", { status: 429, headers: { "Retry-After": "900" } });
    assert.equal(await store([statement(7)]), false);
    world.fault = () => undefined;
    lrs.hurry();
    assert.equal(await store([statement(7)]), true);
    mock.timers.setTime(1_800_000_000_000);
  }
});

test("an LRS that never answers is given up after ten seconds", async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const { world, store } = connect();
  world.fault = () => "slow";
  const stored = store(many(1));
  mock.timers.tick(10_000);
  assert.equal(await stored, false);
});

test("what may outlive the page is no more than browsers allow, all requests together", async () => {
  const { world, lrs } = connect();
  world.fault = () => "slow";
  mock.timers.enable({ apis: ["setTimeout"] });
  const all = [30_000, 20_000, 20_000, 5_000].map((size) => lrs.put("activities/state", { stateId: "x" }, "x".repeat(size)));
  assert.deepEqual(world.requests.map(({ keepalive }) => keepalive), [true, true, false, true]);
  mock.timers.tick(10_000);
  await Promise.all(all);
  assert.equal(lrs.room, 60_000);
});

test("the LRS of these tests finds what section 9 of the rules names", () => {
  const broken: [code: string, part: object][] = [
    ["XAPI-002", { id: "123" }],
    ["XAPI-006", { verb: { id: "http://adlnet.gov/expapi/verbs/experienced" } }],
    ["XAPI-007", { result: { response: null } }],
    ["XAPI-010", { result: { score: { scaled: 0.5, raw: 5, min: 6, max: 9 } } }],
    ["XAPI-012", { timestamp: new Date(Date.now() + 86_400_000).toISOString() }],
    ["XAPI-025", { context: {}, result: {} }],
    ["iri", { object: { objectType: "Activity", id: "nowhere" } }],
    ["duration", { result: { duration: "00:10:00" } }],
    ["XAPI-027", {
      verb: { id: "https://w3id.org/xapi/video/verbs/played", display: { en: "played" } },
      context: { contextActivities: { category: [{ id: "https://w3id.org/xapi/video" }] } },
    }],
  ];
  assert.deepEqual(faults(statement(1)), []);
  for (const [code, part] of broken) {
    const found = faults({ ...statement(1), ...(part as Partial<Statement>) }).join().toLowerCase();
    assert.ok(found.includes(code.toLowerCase()) || found.includes(code === "iri" ? "internationalised" : code.toLowerCase()), `${code}: ${found}`);
  }
});

test("a video is followed: each verb once, drags are one seek, loading is no pause (P50)", () => {
  mock.timers.enable({ apis: ["setTimeout", "Date"] });
  const media = { currentTime: 0, duration: 100.12345, paused: false, played: ranges() };
  const told: [verb: string, from: number, time: number, progress: number, segments: string][] = [];
  const viewing = new Viewing(media, new Seen(), 0.9, (e) => told.push([e.verb, e.from, e.time, e.progress, e.segments]));
  const play = (from: number, to: number): void => {
    media.played = ranges(...media.played.parts, [from, to]);
    media.currentTime = to;
    assert.equal(viewing.moved(), media.played.parts.reduce((sum, [a, b]) => sum + b - a, 0) >= 90.2);
  };
  viewing.seeked(); // before it was ever played
  viewing.playing();
  viewing.playing();
  play(0, 12.34567);
  for (const place of [30, 50, 60.5]) {
    media.currentTime = place;
    viewing.seeked();
    viewing.moved();
    mock.timers.tick(300);
  }
  mock.timers.tick(1_000);
  play(60.5, 70);
  viewing.paused();
  viewing.paused();
  viewing.playing();
  play(70, 100);
  viewing.moved();
  media.currentTime = 5;
  viewing.seeked();
  viewing.left();
  viewing.left();
  assert.deepEqual(told.map(([verb, from, time]) => [verb, from, time]), [
    ["initialized", 0, 0], ["played", 0, 0], ["seeked", 12.346, 60.5], ["paused", 70, 70],
    ["played", 70, 70], ["seeked", 100, 5], ["paused", 5, 5], ["terminated", 5, 5],
  ]);
  assert.equal(told.at(-1)![4], "0.000[.]12.346[,]60.500[.]70.000[,]70.000[.]100.000");
  assert.equal(told.at(-1)![3], 0.518);
});

test("a video is completed once a viewing, when enough of it was played", () => {
  const media = { currentTime: 0, duration: 10, paused: false, played: ranges() };
  const verbs: string[] = [];
  const sessions = new Set<string>();
  const seen = new Seen();
  const viewing = new Viewing(media, seen, 0.9, ({ verb, session }) => { verbs.push(verb); sessions.add(session); });
  for (let n = 0; n < 2; n += 1) {
    viewing.playing();
    seen.parts = [];
    media.played = ranges([0, 8.9]);
    assert.equal(viewing.moved(), false);
    media.played = ranges([0, 9]);
    assert.equal(viewing.moved(), true);
    viewing.moved();
    viewing.left();
  }
  const one = ["initialized", "played", "completed", "paused", "terminated"];
  assert.deepEqual(verbs, [...one, ...one]);
  assert.equal(sessions.size, 2);
  for (const session of sessions) assert.match(session, UUID);
});

function ranges(...parts: [number, number][]): { parts: [number, number][]; length: number; start(n: number): number; end(n: number): number } {
  return { parts, length: parts.length, start: (n) => parts[n]![0], end: (n) => parts[n]![1] };
}
