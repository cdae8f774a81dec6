/** Sends random learners through random courses and prints each course and the longest state it came to. */

import type { CourseData } from "../../src/scormkit/player/course";
import type { Learner } from "../../src/scormkit/player/learner";
import { random, randomAnswer, randomCourse } from "./courses";
import type { Random } from "./courses";
import { Server, Tab } from "./edge";
import { shuffled } from "./samples";

/** Goes through all of a course twice, in any order, and gives the longest state on the way. */
function play(learner: Learner, course: CourseData, next: Random): number {
  let longest = 0;
  const look = (): void => void (longest = Math.max(longest, learner.snapshot().state.length));
  for (const page of [...shuffled(next, course.pages), ...course.pages, ...shuffled(next, course.pages)]) {
    learner.visit(page.id);
    page.tasks.forEach(({ id }) => learner.confirm(id, true));
    page.videos.forEach(({ id }) => learner.watch(id, true));
    if (!page.test) continue;
    const run = learner.test(page.test);
    run.start();
    if (run.phase !== "running") continue;
    for (let round = 0; round < 4; round++) {
      for (const { data } of run.data.order ? [run.questions()[run.position]!] : shuffled(next, run.questions())) {
        run.answer(data.id, randomAnswer(next, data));
        look();
      }
      run.go(run.position + 1);
    }
    if (next() < 0.7) run.finish();
    look();
  }
  return longest;
}

async function runs(count: number): Promise<unknown[]> {
  const found = [];
  for (let seed = 1; seed <= count; seed++) {
    const next = random(seed);
    const course = randomCourse(next);
    const tab = await Tab.open(course, new Server("ivanov"), null, false);
    found.push({ course, longest: play(tab.learner, course, next) });
    tab.leave();
  }
  return found;
}

void runs(Number(process.argv[2])).then((found) => {
  process.stdout.write(JSON.stringify(found), () => process.exit());
});
