import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";

import type { Launch, Lms, Snapshot, Trouble } from "../../src/scormkit/player/lms";
import type { Learner } from "../../src/scormkit/player/learner";
import { decode } from "../../src/scormkit/player/state/codec";
import { course } from "./courses";
import { answerAll, Channel, MemoryStore, open, Scorm12World, view } from "./worlds";
import type { World } from "./worlds";

beforeEach(() => mock.timers.enable({ apis: ["setTimeout", "setInterval", "Date"] }));
afterEach(() => mock.timers.reset());

/** Lets time pass and everything that was due happen. */
async function pass(milliseconds: number): Promise<void> {
  mock.timers.tick(milliseconds);
  for (let i = 0; i < 10; i++) await Promise.resolve();
}

/** Waits for what another tab tells; a tab that never does fails by the runner's limit. */
async function until(happened: () => boolean): Promise<void> {
  while (!happened()) await new Promise((resolve) => setTimeout(resolve, 5));
}

/** An LMS with a fault: what it says, and what it keeps. */
class FakeLms implements Lms {
  readonly name = "fake";
  readonly limits = { state: 4096 };
  says: Trouble = "none";
  keeps = true;
  readonly saved: Snapshot[] = [];
  readonly finished: Snapshot[] = [];

  constructor(
    public state = "",
    private readonly launch: Partial<Launch> = {},
  ) {}

  start(): Promise<Launch | null> {
    const { state } = this;
    const known = { learner: "Иванов", account: "ivanov", location: "", status: "" } as const;
    return Promise.resolve({ mode: "normal", ...known, ...this.launch, state });
  }

  save(snapshot: Snapshot): Promise<Trouble> {
    this.saved.push(snapshot);
    if (this.says === "none" && this.keeps) this.state = snapshot.state;
    return Promise.resolve(this.says);
  }

  read(): Promise<string> {
    return Promise.resolve(this.state);
  }

  finish(snapshot: Snapshot): void {
    this.finished.push(snapshot);
    if (this.keeps) this.state = snapshot.state;
  }
}

const COURSE = course();
const with_ = (lms: Lms): World => ({ name: "fake", connect: () => lms });

async function fresh(lms: Lms, store: MemoryStore | null = null): Promise<Learner> {
  const learner = await open(COURSE, with_(lms), store);
  await pass(300);
  return learner;
}

test("a burst of changes is one save, and none follows while nothing changes (P31)", async () => {
  const lms = new FakeLms();
  const learner = await fresh(lms);
  assert.equal(lms.saved.length, 1);
  learner.visit("work");
  learner.confirm("t1", true);
  learner.watch("v1", true);
  assert.equal(learner.saving.pending, true);
  await pass(300);
  assert.equal(lms.saved.length, 2);
  assert.equal(learner.saving.pending, false);
  assert.ok(learner.saving.at);
  learner.scroll = 0.5;
  await pass(600_000);
  assert.equal(lms.saved.length, 2);
  await learner.save();
  assert.equal(decode(lms.saved[2]!.state)!.scroll.toFixed(1), "0.5");
  learner.leave();
});

test("a page that goes out of sight is saved at once (P28)", async () => {
  const lms = new FakeLms();
  const learner = await fresh(lms);
  learner.visit("work");
  void learner.save();
  assert.equal(lms.saved.length, 2);
  assert.equal(lms.saved[1]!.location, "work");
  learner.leave();
});

test("goodbye is said once, with the last state, also when all is complete (P3, P21)", async () => {
  const lms = new FakeLms();
  const learner = await fresh(lms);
  learner.test("exam").start();
  answerAll(learner, "exam", true);
  learner.test("exam").finish();
  learner.visit("work");
  learner.visit("exam");
  learner.leave();
  learner.leave();
  assert.equal(lms.finished.length, 1);
  const [last] = lms.finished;
  assert.deepEqual([last!.status, last!.score, last!.location], ["passed", 100, "exam"]);
  assert.equal(last!.reports.filter(({ type }) => type === "answered").length, 5);
  assert.equal(decode(last!.state)!.pages.size, 3);
});

test("a refusal is told, tried again with growing pauses, and nothing is sent twice (P32)", async () => {
  const lms = new FakeLms();
  const learner = await fresh(lms);
  lms.says = "refused";
  learner.test("exam").start();
  answerAll(learner, "exam", true);
  await pass(300);
  assert.deepEqual([learner.saving.trouble, learner.saving.pending], ["refused", true]);
  const tries = () => lms.saved.length;
  assert.equal(tries(), 2);
  await pass(2_000);
  assert.equal(tries(), 3);
  await pass(2_000);
  assert.equal(tries(), 3);
  await pass(2_000);
  assert.equal(tries(), 4);
  lms.says = "none";
  await pass(8_000);
  assert.deepEqual([learner.saving.trouble, learner.saving.pending], ["none", false]);
  assert.equal(lms.saved.at(-1)!.reports.filter(({ type }) => type === "answered").length, 5);
  learner.visit("work");
  await pass(300);
  assert.deepEqual(lms.saved.at(-1)!.reports.map(({ type }) => type), ["experienced"]);
  learner.leave();
});

test("an LMS that says yes and keeps nothing is found out (P32)", async () => {
  const lms = new FakeLms();
  lms.keeps = false;
  const learner = await fresh(lms);
  assert.equal(learner.saving.trouble, "lost");
  lms.keeps = true;
  await pass(2_000);
  assert.equal(learner.saving.trouble, "none");
  learner.leave();
});

test("listeners hear of trouble and of its end", async () => {
  const lms = new FakeLms();
  const learner = await fresh(lms);
  const heard: string[] = [];
  learner.onchange(() => heard.push(learner.saving.trouble));
  lms.says = "refused";
  learner.visit("work");
  await pass(300);
  lms.says = "none";
  await pass(2_000);
  assert.deepEqual(heard, ["none", "refused", "none"]);
  learner.leave();
});

test("the journal brings back what the LMS refused, unsent answers too (P32)", async () => {
  const store = new MemoryStore();
  const lms = new FakeLms();
  lms.says = "refused";
  lms.keeps = false;
  const learner = await fresh(lms, store);
  learner.test("exam").start();
  answerAll(learner, "exam", true);
  await pass(300);
  learner.leave();
  const later = new FakeLms();
  const again = await fresh(later, store);
  assert.equal(again.resumed, true);
  assert.deepEqual(view(again), view(learner));
  assert.equal(later.saved[0]!.reports.filter(({ type }) => type === "answered").length, 5);
  assert.ok(later.saved[0]!.reports[0]!.at instanceof Date);
  again.leave();
});

test("the journal does not outlive a new attempt or leave its learner", async () => {
  const store = new MemoryStore();
  const lms = new FakeLms();
  const learner = await fresh(lms, store);
  learner.test("exam").start();
  answerAll(learner, "exam", false);
  learner.test("exam").finish();
  await pass(300);
  learner.leave();
  // The administrator resets the attempt: the LMS is empty, the learner may try again.
  const reset = await fresh(new FakeLms(), store);
  assert.equal(reset.test("exam").phase, "new");
  reset.leave();
  const other = await fresh(new FakeLms("", { account: "petrov" }), store);
  assert.equal(other.resumed, false);
  other.leave();
  const unknown = new MemoryStore();
  const nameless = await fresh(new FakeLms("", { account: "", learner: "" }), unknown);
  assert.equal(unknown.kept.size, 0);
  nameless.leave();
});

test("an older journal never replaces a newer state from elsewhere", async () => {
  const store = new MemoryStore();
  const lms = new FakeLms();
  const here = await fresh(lms, store);
  here.leave();
  const elsewhere = await fresh(lms);
  elsewhere.visit("work");
  elsewhere.leave();
  const back = await fresh(lms, store);
  assert.equal(back.page, "work");
  back.leave();
});

test("a journal of an earlier attempt is not mixed with a later one", async () => {
  const store = new MemoryStore();
  const before = await fresh(new FakeLms(), store);
  for (const page of ["work", "exam", "intro", "work"]) before.visit(page);
  before.leave();
  const granted = new FakeLms();
  const elsewhere = await fresh(granted);
  elsewhere.visit("exam");
  elsewhere.leave();
  const back = await fresh(granted, store);
  assert.deepEqual([back.page, back.seen("work")], ["exam", false]);
  back.leave();
});

test("a damaged state keeps the status, and the journal mends it (P1)", async () => {
  const store = new MemoryStore();
  const lms = new FakeLms();
  const learner = await fresh(lms, store);
  learner.visit("work");
  learner.leave();
  const cut = lms.state.slice(0, 30);
  const mended = await fresh(new FakeLms(cut), store);
  assert.equal(mended.seen("work"), true);
  mended.leave();
  const bare = await fresh(new FakeLms(cut, { status: "completed", location: "exam" }));
  assert.deepEqual([bare.page, bare.status(), bare.score()], ["exam", "completed", null]);
  bare.leave();
});

test("without an LMS the course works, says so, and remembers (P34)", async () => {
  const store = new MemoryStore();
  class NoLms extends FakeLms {
    override start(): Promise<null> {
      return Promise.resolve(null);
    }
  }
  const learner = await fresh(new NoLms(), store);
  learner.visit("work");
  assert.deepEqual([learner.saving.trouble, learner.saving.pending], ["no-lms", false]);
  learner.leave();
  const again = await fresh(new NoLms(), store);
  assert.equal(again.page, "work");
  again.leave();
  store.full = true;
  const full = await fresh(new NoLms(), store);
  full.visit("exam");
  full.leave();
});

test("browse and review write nothing (P22)", async () => {
  for (const mode of ["browse", "review"] as const) {
    const store = new MemoryStore();
    const lms = new FakeLms("", { mode });
    const learner = await fresh(lms, store);
    learner.test("exam").start();
    answerAll(learner, "exam", true);
    learner.scroll = 1;
    await learner.save();
    assert.equal(lms.saved.length, 0);
    assert.equal(store.kept.size, 0);
    assert.deepEqual([learner.mode, learner.saving.trouble], [mode, "none"]);
    learner.leave();
    assert.deepEqual(lms.finished[0]!.reports, []);
  }
});

test("time is counted once, sleep is not (P33)", async () => {
  const lms = new FakeLms();
  const learner = await fresh(lms);
  for (let i = 0; i < 20; i++) await pass(30_000);
  learner.visit("work");
  await pass(300);
  assert.equal(Math.round(lms.saved.at(-1)!.seconds), 600 + 1);
  mock.timers.setTime(Date.now() + 8 * 3600_000);
  learner.leave();
  const { seconds } = lms.finished[0]!;
  assert.ok(seconds >= 600 && seconds < 720, String(seconds));
  assert.equal(decode(lms.state)!.seconds, Math.round(seconds));
});

test("two tabs share one record; neither overwrites the newer (P9)", async () => {
  mock.timers.reset();
  globalThis.BroadcastChannel = Channel;
  try {
    const store = new MemoryStore();
    const lms = new FakeLms();
    const one = await open(COURSE, with_(lms), store);
    const two = await open(COURSE, with_(lms), store);
    one.visit("work");
    one.confirm("t1", true);
    await until(() => two.confirmed("t1"));
    assert.equal(two.page, "intro");
    two.visit("exam");
    await until(() => one.seen("exam"));
    two.leave();
    one.leave();
    const last = decode(lms.state)!;
    assert.deepEqual([last.pages.size, last.tasks.size, last.counter], [3, 1, 4]);
  } finally {
    Reflect.deleteProperty(globalThis, "BroadcastChannel");
  }
});

test("what two tabs do in the same instant is in both; who only looks tells nobody (P9, P22)", async () => {
  mock.timers.reset();
  globalThis.BroadcastChannel = Channel;
  try {
    const store = new MemoryStore();
    const lms = new FakeLms();
    const one = await open(COURSE, with_(lms), store);
    await one.save();
    const two = await open(COURSE, with_(lms), store);
    const guest = await open(COURSE, with_(new FakeLms(lms.state, { mode: "review" })), null);
    guest.visit("exam");
    one.confirm("t1", true);
    two.watch("v1", true);
    await until(() => one.watched("v1") && two.confirmed("t1"));
    assert.equal(one.seen("exam") || two.seen("exam"), false);
    assert.equal(guest.confirmed("t1"), false);
    await until(() => !one.saving.pending && !two.saving.pending);
    for (const learner of [one, two, guest]) learner.leave();
    const again = await open(COURSE, with_(lms), null);
    assert.deepEqual([again.confirmed("t1"), again.watched("v1")], [true, true]);
    again.leave();
  } finally {
    Reflect.deleteProperty(globalThis, "BroadcastChannel");
  }
});

test("an answer is reported when given, or at the end where feedback waits", async () => {
  for (const feedback of ["immediate", "deferred"] as const) {
    const world = new Scorm12World();
    const plain = course();
    const tests = plain.tests.map((one) => ({ ...one, feedback }));
    const learner = await open(course({ pages: plain.pages, tests }), world);
    learner.test("exam").start();
    answerAll(learner, "exam", true);
    answerAll(learner, "exam", false);
    await learner.save();
    const told = () => world.sets.filter(([element]) => element.endsWith(".id")).length;
    assert.equal(told(), feedback === "immediate" ? 10 : 0);
    learner.test("exam").finish();
    await learner.save();
    assert.equal(told(), feedback === "immediate" ? 10 : 5);
    learner.leave();
    assert.deepEqual(world.errors, []);
  }
});
