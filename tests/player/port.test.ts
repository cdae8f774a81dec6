import assert from "node:assert/strict";
import { test } from "node:test";

import type { Snapshot } from "../../src/scormkit/player/lms";
import { WebLms } from "../../src/scormkit/standards/web/lms";
import { AiccWorld } from "./aicc_world";
import { Cmi5World } from "./cmi5_world";
import { course } from "./courses";
import { LrsWorld, XapiWorld } from "./lrs_world";
import { MemoryStore, open, Scorm12World, Scorm2004World, WebWorld } from "./worlds";
import type { World } from "./worlds";

const snapshot = (part: Partial<Snapshot> = {}): Snapshot => ({
  state: "AbC-_9", location: "page-2", status: "incomplete", completed: false, success: "unknown",
  progress: 0, score: null, seconds: 61.237, objectives: [], reports: [], ...part,
});

// What every runtime has to keep to, whatever stands behind it.
const WORLDS = [
  (): World => new Scorm12World(),
  (): World => new Scorm2004World(),
  (): World => new AiccWorld(),
  (): World => new XapiWorld(),
  (): World => new Cmi5World(),
  (): World => new WebWorld(),
];
for (const make of WORLDS) {
  const { name } = make();

  test(`${name}: the first launch knows nothing`, async () => {
    const lms = make().connect();
    assert.equal(lms.name, name);
    const launch = await lms.start();
    assert.deepEqual(
      [launch!.mode, launch!.state, launch!.location, launch!.status],
      ["normal", "", "", ""],
    );
  });

  test(`${name}: what was saved is read back, now and at the next launch`, async () => {
    const world = make();
    const lms = world.connect();
    await lms.start();
    assert.equal(await lms.save(snapshot({ score: 66.67, status: "completed", completed: true })), "none");
    assert.equal(await lms.read(), "AbC-_9");
    const launch = await world.connect().start();
    assert.deepEqual(
      [launch!.state, launch!.location, launch!.status],
      ["AbC-_9", "page-2", "completed"],
    );
  });

  test(`${name}: a whole state of the longest length fits`, async () => {
    const world = make();
    const lms = world.connect();
    await lms.start();
    const state = "x".repeat(Math.min(lms.limits.state, 70_000));
    assert.equal(await lms.save(snapshot({ state })), "none");
    assert.equal((await world.connect().start())!.state, state);
  });

  test(`${name}: goodbye keeps the last state and may be said twice`, async () => {
    const world = make();
    const lms = world.connect();
    await lms.start();
    const end = { state: "last", status: "passed", completed: true, success: "passed", score: 90 } as const;
    lms.finish(snapshot(end));
    lms.finish(snapshot(end));
    const launch = await world.connect().start();
    assert.deepEqual([launch!.state, launch!.status], ["last", "passed"]);
    if (world instanceof LrsWorld) assert.deepEqual(world.complaints, []);
    else if (!(world instanceof WebWorld)) {
      assert.deepEqual((world as AiccWorld | Scorm12World | Scorm2004World).errors, []);
    }
  });
}

test("web: a browser that forbids its store keeps nothing, a full one refuses", async () => {
  const forbidden = await open(course(), { name: "web", connect: () => new WebLms(null, "c") });
  assert.equal(forbidden.saving.trouble, "no-store");
  forbidden.visit("work");
  forbidden.leave();
  const store = new MemoryStore();
  const lms = new WebLms(store, "c");
  assert.ok(await lms.start());
  store.full = true;
  assert.equal(await lms.save(snapshot()), "refused");
  assert.equal(await new WebLms(store, "c").start(), null);
});

test("web: two courses on one site keep apart", async () => {
  const store = new MemoryStore();
  const one = new WebLms(store, "one");
  await one.start();
  await one.save(snapshot());
  assert.equal((await new WebLms(store, "two").start())!.state, "");
});
