/** Plays each course of a JSON file to the greatest state it can come to and prints the lengths. */

import { readFileSync } from "node:fs";

import type { CourseData, QuestionData } from "../../src/scormkit/player/course";
import type { Learner } from "../../src/scormkit/player/learner";
import "./courses"; // teaches all kinds
import { kept } from "../../src/scormkit/player/quiz/given";
import { emptyTest } from "../../src/scormkit/player/state/record";
import { MemoryStore, open } from "./worlds";
import { WebLms } from "../../src/scormkit/standards/web/lms";

/** The answer that takes most room. */
function most({ kind, choices, targets, room, gaps }: QuestionData): string[] {
  if (gaps) return gaps.map(() => "щ".repeat(room!));
  if (room !== undefined) return ["щ".repeat(room)];
  if (targets) return choices.flatMap(({ id }) => [id, targets[0]!.id]);
  const several = kind === "multiple" || kind === "ordering";
  return (several ? choices : choices.slice(-1)).map(({ id }) => id);
}

/** All checks answered, and the certificate earned. */
function finish(learner: Learner, course: CourseData): void {
  const { checks } = course;
  if (checks) {
    const drawn = checks.questions.map((data) => ({ key: data.key, given: kept(data, most(data)) }));
    learner.store(checks, { ...emptyTest(), drawn });
  }
  if (course.certificate) learner.day = 2 ** 16 - 1;
}

function play(learner: Learner, course: CourseData): void {
  for (const page of course.pages) {
    learner.visit(page.id);
    page.tasks.forEach(({ id }) => learner.confirm(id, true));
    page.videos.forEach(({ id }) => learner.watch(id, true));
  }
  for (const { id } of course.tests) {
    const run = learner.test(id);
    run.start();
    run.questions().forEach(({ data }, n) => {
      run.go(n);
      run.answer(data.id, most(data));
    });
  }
}

async function lengths(courses: CourseData[]): Promise<number[]> {
  const found = [];
  for (const course of courses) {
    const store = new MemoryStore();
    const learner = await open(course, { name: "", connect: () => new WebLms(store, "c") });
    play(learner, course);
    finish(learner, course);
    const { state } = learner.snapshot();
    for (const { id } of course.tests) learner.test(id).finish();
    found.push(Math.max(state.length, learner.snapshot().state.length));
    learner.leave();
  }
  return found;
}

const courses = JSON.parse(readFileSync(process.argv[2]!, "utf8")) as CourseData[];
void lengths(courses).then((found) => console.log(JSON.stringify(found)));
