import assert from "node:assert/strict";
import { mock, test } from "node:test";

import { decode } from "../../src/scormkit/player/state/codec";
import { Clock } from "../../src/scormkit/player/state/clock";
import { below, course, pick, random } from "./courses";
import { pass, Server, Tab } from "./edge";
import { MemoryStore } from "./worlds";

const LONGER = Number(process.env.SCORMKIT_SOAK ?? 1);
const HOUR = 3_600_000;

/** Seconds of a CMITimespan. */
function seconds(span: string): number {
  const [hours, minutes, rest] = span.split(":").map(Number);
  return hours! * 3600 + minutes! * 60 + rest!;
}

test("the time of all visits is that at the screen, to the second, however long the machine slept (P33)", async (t) => {
  t.after(() => mock.timers.reset());
  const made = course();
  for (let seed = 1; seed <= 20 * LONGER; seed++) {
    const next = random(seed);
    mock.timers.enable({ apis: ["setTimeout", "setInterval", "Date"] });
    const [server, store] = [new Server("ivanov"), new MemoryStore()];
    let [spent, told, slept] = [0, 0, 0];
    const visits = 1 + below(next, 5);
    for (let visit = 0; visit < visits; visit++) {
      const tab = await Tab.open(made, server, store);
      for (let turn = 0; turn < 8; turn++) {
        const awake = 1 + below(next, 90_000);
        for (let left = awake; left > 0; left -= 1_000) await pass(Math.min(left, 1_000));
        spent += awake / 1000;
        if (next() < 0.3) tab.learner.visit(pick(next, made.pages).id);
        if (next() < 0.7) continue;
        // nothing runs while the machine sleeps
        mock.timers.setTime(Date.now() + HOUR * (0.1 + 9 * next()));
        slept += 1;
      }
      tab.leave();
      told += seconds(server.values["cmi.core.session_time"]!);
      const kept = decode(server.state)!.seconds;
      assert.ok(Math.abs(kept - spent) <= 1 + slept + visit / 2, `seed ${seed}: ${kept} of ${spent}`);
      assert.ok(Math.abs(told - spent) <= 1 + slept, `seed ${seed}: ${told} of ${spent}`);
      mock.timers.tick(HOUR);
    }
    mock.timers.reset();
  }
});

test("time counts up to the limit after the last sign of somebody, and again from the next one", (t) => {
  let now = 0;
  const clock = new Clock(60, () => now);
  t.after(() => clock.stop());
  const wait = (seconds: number): void => {
    for (let n = 0; n < seconds; n++) {
      now += 1_000;
      clock.seconds();
    }
  };
  wait(59);
  clock.wake();
  wait(200);
  assert.equal(clock.seconds(), 59 + 60);
  clock.wake();
  wait(30);
  assert.equal(clock.seconds(), 59 + 60 + 30);
});

test("a course without such a limit counts all the time it is open", (t) => {
  let now = 0;
  const clock = new Clock(undefined, () => now);
  t.after(() => clock.stop());
  for (; now < HOUR; now += 1_000) clock.seconds();
  assert.equal(clock.seconds(), HOUR / 1000);
});
