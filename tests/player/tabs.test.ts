import assert from "node:assert/strict";
import { test } from "node:test";

import type { TestData } from "../../src/scormkit/player/course";
import type { Learner } from "../../src/scormkit/player/learner";
import type { ExamRun } from "../../src/scormkit/player/quiz/exam/attempt";
import { decode, encode } from "../../src/scormkit/player/state/codec";
import { emptyRecord, emptyTest } from "../../src/scormkit/player/state/record";
import type { StateRecord, TestRecord, TimeRecord } from "../../src/scormkit/player/state/record";
import { Tabs } from "../../src/scormkit/player/state/tabs";
import { course, page, test as quiz } from "./courses";
import { SlowChannel, Server, Tab } from "./edge";
import { answerAll, MemoryStore } from "./worlds";

const KEY = 7;

function tab(): Tabs {
  return new Tabs(null, () => undefined);
}

function state(part: Partial<TestRecord>): StateRecord {
  return { ...emptyRecord(), lineage: 1, tests: new Map([[KEY, { ...emptyTest(), attempts: 1, ...part }]]) };
}

/** What two tabs come to; each is told of the other's state as it was. */
function both(one: Partial<TestRecord>, other: Partial<TestRecord>, last = false): TestRecord {
  const counted = last ? [{ key: KEY } as TestData] : [];
  const merge = (ours: StateRecord, theirs: StateRecord): TestRecord =>
    tab().merge(ours, decode(encode(theirs))!, counted, new Map()).tests.get(KEY)!;
  const [here, there] = [merge(state(one), state(other)), merge(state(other), state(one))];
  assert.deepEqual(here, there, "both come to the same");
  return here;
}

const running = (time: TimeRecord, position = 0): Partial<TestRecord> => ({ phase: "running", time, position });

test("of two tabs' times the longer holds; a question that was left does not use up the next one's", () => {
  assert.deepEqual(both(running([40, 12, 1]), running([41, 11, 1])).time, [41, 12, 1]);
  assert.deepEqual(both(running([40, 0, 0], 3), running([41, 30, 0], 2)).time, [41, 0, 0]);
});

test("time that runs in another tab is nothing new", () => {
  const [ours, theirs] = [state(running([40, 12, 1])), state(running([90, 60, 1]))];
  const merged = tab().merge(ours, theirs, [], new Map());
  assert.equal(encode(merged), encode(ours));
  assert.equal(encode(merged), encode(theirs));
});

test("of two paces chosen in the same instant the longer holds, before an attempt and in it", () => {
  assert.deepEqual(both({ time: [0, 0, 1] }, { time: [0, 0, 2] }).time, [0, 0, 2]);
  assert.deepEqual(both({ phase: "finished", time: [9, 9, 0] }, { phase: "finished", time: [0, 0, 3] }).time, [0, 0, 3]);
  assert.equal(both(running([5, 5, 2]), running([6, 6, 0])).time[2], 2);
});

test("no result is lost where the best or the first counts; the last is that of the attempt further on", () => {
  const [first, second] = [{ phase: "finished", best: 80 }, { phase: "running", attempts: 2, best: 50 }] as const;
  assert.equal(both(first, second).best, 80);
  assert.equal(both(first, second, true).best, 50);
  assert.equal(both({ phase: "running", best: 80 }, { phase: "finished", best: 30 }, true).best, 30);
  assert.equal(both({ best: null }, { best: 0 }).best, 0);
});

test("the same answer, kept or given anew, comes to the same in both", () => {
  const drawn = (kept: boolean): TestRecord["drawn"] => [{ key: 3, given: [1], ...(kept && { kept }) }];
  const merged = both({ ...running([]), drawn: drawn(true) }, { ...running([]), drawn: drawn(false) });
  assert.deepEqual(merged.drawn, drawn(true));
});

/** Two tabs with a test of five questions, each having heard of the other. */
async function pair(part: Partial<TestData>): Promise<Learner[]> {
  const pages = [page("exam", { test: "exam" }), page("work", { tasks: [{ id: "t1", key: 1 }] })];
  const made = course({ pages, tests: [quiz("exam", "exam", part)] });
  const [server, store] = [new Server("ivanov"), new MemoryStore()];
  const tabs = [await Tab.open(made, server, store), await Tab.open(made, server, store)];
  SlowChannel.deliver();
  return tabs.map(({ learner }) => learner);
}

const run = (learner: Learner): ExamRun => learner.test("exam") as ExamRun;

test("a further attempt begins with no time spent in the other tab, too", async () => {
  const [one, two] = (await pair({ time: 60 })) as [Learner, Learner];
  run(one).start();
  run(one).spend(50);
  run(one).finish();
  run(one).start();
  SlowChannel.deliver();
  run(two).go(1);
  SlowChannel.deliver();
  assert.deepEqual([one, two].map((each) => run(each).time), [[0, 0, 0], [0, 0, 0]]);
  SlowChannel.closeAll();
});

test("where the first attempt counts, what two tabs gave to it counts together", async () => {
  const [one, two] = (await pair({ counted: "first", feedback: "deferred" })) as [Learner, Learner];
  run(one).start();
  SlowChannel.deliver();
  answerAll(one, "exam", (n) => n < 2);
  SlowChannel.deliver();
  const [, , third, fourth] = run(two).questions().map(({ data }) => data.id);
  run(one).answer(third!, ["c1"]);
  run(one).finish();
  run(two).answer(fourth!, ["c1"]);
  run(two).finish();
  SlowChannel.deliver();
  assert.deepEqual([one, two].map((each) => [run(each).best, run(each).passed]), [[80, true], [80, true]]);
  SlowChannel.closeAll();
});

test("an answer stays, also if another tab, which had done more, begins the same attempt (P9)", async () => {
  const [one, two] = (await pair({ feedback: "deferred" })) as [Learner, Learner];
  for (let attempt = 1; attempt <= 2; attempt++) {
    const before = run(one).phase;
    run(one).start();
    const [first] = run(one).questions().map(({ data }) => data.id);
    run(one).answer(first!, ["c1"]);
    for (const done of [true, false, true, false]) two.confirm("t1", done);
    assert.equal(run(two).phase, before);
    run(two).start();
    SlowChannel.deliver();
    for (const each of [one, two]) {
      const given = run(each).questions().map((question) => question.given);
      assert.deepEqual(given, [["c1"], null, null, null, null], `attempt ${attempt}`);
    }
    run(one).finish();
    SlowChannel.deliver();
  }
  SlowChannel.closeAll();
});
