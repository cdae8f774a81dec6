import assert from "node:assert/strict";
import { mock, test } from "node:test";

import type { CourseData } from "../../src/scormkit/player/course";
import type { Learner } from "../../src/scormkit/player/learner";
import { STATUSES } from "../../src/scormkit/player/state/record";
import { below, pick, random, randomAnswer, randomCourse } from "./courses";
import type { Random } from "./courses";
import { MemoryStore, open, Scorm12World, view, WebWorld } from "./worlds";
import type { World } from "./worlds";

/** How many times more learners a soak run sends through (`make soak`). */
const LONGER = Number(process.env.SCORMKIT_SOAK ?? 1);

/** One random deed of a learner. */
function act(learner: Learner, course: CourseData, next: Random): void {
  const page = pick(next, course.pages);
  const deeds = [() => learner.visit(page.id)];
  const [task] = page.tasks;
  const [video] = page.videos;
  if (task) deeds.push(() => learner.confirm(task.id, next() < 0.8));
  if (video) deeds.push(() => learner.watch(video.id, true));
  if (page.test) {
    const run = learner.test(page.test);
    deeds.push(() => run.start(), () => run.start());
    if (run.phase === "running") {
      const asked = run.questions();
      const question = (run.data.order ? asked[run.position]! : pick(next, asked)).data;
      const chosen = randomAnswer(next, question);
      const answer = () => void run.answer(question.id, chosen);
      deeds.push(answer, answer, answer, answer, () => run.go(below(next, 6)));
      if (next() < 0.3) deeds.push(() => void run.finish());
    }
  }
  pick(next, deeds)();
}

/** Leaves in one of the ways learners do: with goodbye, after a save, or with the power cut. */
async function goAway(learner: Learner, next: Random): Promise<void> {
  const way = next();
  if (way < 0.4) learner.leave();
  else if (way < 0.7) await learner.save();
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout", "setInterval"] });
}

for (const make of [() => new Scorm12World(), () => new WebWorld()]) {
  const name = make().name;
  test(`${name}: leave after any step, come back: same questions, order, answers, score (P4)`, async (t) => {
    t.after(() => mock.timers.reset());
    mock.timers.enable({ apis: ["setTimeout", "setInterval"] });
    for (let seed = 1; seed <= 150 * LONGER; seed++) {
      const next = random(seed);
      const course = randomCourse(next);
      const world: World = make();
      const store = new MemoryStore();
      let learner = await open(course, world, store);
      let rank = 0;
      for (let step = 0; step < 30; step++) {
        act(learner, course, next);
        assert.ok(STATUSES.indexOf(learner.status()) >= rank, `seed ${seed}: status went down`);
        rank = STATUSES.indexOf(learner.status());
        if (next() < 0.7) continue;
        const before = view(learner);
        if (name === "web") learner.leave();
        await goAway(learner, next);
        learner = await open(course, world, store);
        assert.deepEqual(view(learner), before, `seed ${seed}, step ${step}`);
      }
      learner.leave();
      if (world instanceof Scorm12World) assert.deepEqual(world.errors, [], `seed ${seed}`);
    }
  });
}

test("without a journal, what the LMS took last comes back", async (t) => {
  t.after(() => mock.timers.reset());
  mock.timers.enable({ apis: ["setTimeout", "setInterval"] });
  for (let seed = 5e6; seed < 5e6 + 60 * LONGER; seed++) {
    const next = random(seed);
    const course = randomCourse(next);
    const world = new Scorm12World();
    let learner = await open(course, world);
    for (let step = 0; step < 6; step++) {
      act(learner, course, next);
      await learner.save();
      const saved = view(learner);
      learner = await open(course, world);
      assert.deepEqual(view(learner), saved, `seed ${seed}`);
    }
  }
});
