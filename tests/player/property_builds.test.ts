import assert from "node:assert/strict";
import { mock, test } from "node:test";

import type { CourseData, QuestionData, TestData } from "../../src/scormkit/player/course";
import type { RunQuestion } from "../../src/scormkit/player/quiz/attempt";
import type { ExamRun } from "../../src/scormkit/player/quiz/exam/attempt";
import type { Learner } from "../../src/scormkit/player/learner";
import { STATUSES } from "../../src/scormkit/player/state/record";
import { below, page, pick, question, random, randomAnswer, randomCourse } from "./courses";
import type { Random } from "./courses";
import { Server, Tab } from "./edge";
import { drawnBy } from "./model";
import { SAMPLES, shuffled } from "./samples";
import { MemoryStore } from "./worlds";

const LONGER = Number(process.env.SCORMKIT_SOAK ?? 1);

/** Some things gone, some new, the rest in another order. */
function rebuilt(next: Random, course: CourseData, build: number): CourseData {
  const some = <T>(things: T[], fewest = 0): T[] => {
    const kept = shuffled(next, things).filter(() => next() < 0.85);
    return kept.length < fewest ? things : kept;
  };
  const tests = course.tests.map((test): TestData => {
    const own = test.sections ? { section: test.sections[0]!.id } : {};
    const added = next() < 0.5 ? [{ ...fresh(next, `${test.id}n${build}`), key: 0x700000 + build, ...own }] : [];
    const questions = [...some(test.questions).map((one) => revised(next, one)), ...added];
    const left = questions.length ? questions : test.questions;
    const { time, ...untimed } = test;
    const same = next() < 0.2 || time === undefined ? untimed : { ...untimed, time };
    return { ...same, questions: left, draw: Math.min(test.draw, left.length) };
  });
  const pages = some(course.pages, 1).map((one) => ({ ...one, tasks: some(one.tasks), videos: some(one.videos) }));
  const more = next() < 0.5 ? [page(`new${build}`, { key: 0x710000 + build })] : [];
  return course_({ ...course, build: `b${build}`, pages: [...pages, ...more], tests });
}

/** Only tests that stand on a page are in a course. */
function course_(made: CourseData): CourseData {
  return { ...made, tests: made.tests.filter(({ id }) => made.pages.some((one) => one.test === id)) };
}

function fresh(next: Random, id: string): QuestionData {
  const kind = pick(next, ["single", "multiple"] as const);
  return question(id, { kind, ...SAMPLES[kind].make(next) });
}

/** The same question, perhaps without one of its choices. */
function revised(next: Random, old: QuestionData): QuestionData {
  const { kind, choices } = old;
  if (!["single", "multiple"].includes(kind) || choices.length < 3 || next() < 0.8) return old;
  const gone = pick(next, choices.filter(({ correct }) => !correct).concat(choices.slice(-1)));
  return { ...old, choices: choices.filter((choice) => choice !== gone) };
}

function play({ learner }: Tab, course: CourseData, next: Random): void {
  for (let step = 0; step < 20; step++) {
    const { id, tasks, videos, test: exam } = pick(next, course.pages);
    learner.visit(id);
    tasks.forEach((task) => learner.confirm(task.id, next() < 0.8));
    videos.forEach((video) => learner.watch(video.id, true));
    if (!exam) continue;
    const run = learner.test(exam);
    run.start();
    if (run.phase !== "running") continue;
    const asked = (run.data.order ? run.questions()[run.position]! : pick(next, run.questions())).data;
    run.answer(asked.id, randomAnswer(next, asked));
    run.go(below(next, 4));
    if (next() < 0.15) run.finish();
  }
}

test("a new build keeps what is still in the course, wherever it stands now (P41)", async (t) => {
  t.after(() => mock.timers.reset());
  const chance = t.mock.method(Math, "random");
  for (let seed = 1; seed <= 400 * LONGER; seed++) {
    const next = random(seed);
    chance.mock.mockImplementation(random(seed + 0.5));
    mock.timers.enable({ apis: ["setTimeout", "setInterval", "Date"] });
    const [server, store] = [new Server("ivanov"), next() < 0.5 ? new MemoryStore() : null];
    let course = { ...randomCourse(next), navigation: "free" as CourseData["navigation"] };
    let tab = await Tab.open(course, server, store);
    for (let build = 1; build <= 4; build++) {
      play(tab, course, next);
      tab.leave();
      const before = tab.learner;
      course = { ...rebuilt(next, course, build), navigation: "free" };
      tab = await Tab.open(course, server, store);
      survives(before, tab.learner, `seed ${seed}, build ${build}`);
    }
    tab.leave();
    mock.timers.reset();
  }
});

function survives(before: Tab["learner"], after: Tab["learner"], at: string): void {
  const [old, now] = [before.course, after.course];
  const ids = (course: CourseData, kind: "tasks" | "videos"): string[] =>
    course.pages.flatMap((one) => one[kind].map(({ id }) => id));
  for (const { id } of now.pages) {
    if (old.pages.some((one) => one.id === id)) assert.ok(!before.seen(id) || after.seen(id), `${at}: ${id}`);
  }
  for (const id of ids(now, "tasks")) {
    if (ids(old, "tasks").includes(id)) assert.equal(after.confirmed(id), before.confirmed(id), `${at}: ${id}`);
  }
  for (const id of ids(now, "videos")) {
    if (ids(old, "videos").includes(id)) assert.equal(after.watched(id), before.watched(id), `${at}: ${id}`);
  }
  assert.ok(STATUSES.indexOf(after.status()) >= STATUSES.indexOf(before.status()), `${at}: status`);
  for (const { id, questions } of now.tests) {
    if (!old.tests.some((one) => one.id === id)) continue;
    const [was, is] = [before.test(id), after.test(id)];
    assert.deepEqual([is.best, is.passed], [was.best, was.passed], `${at}: ${id}`);
    const kept = whole(before, id).filter(({ data }) => questions.some((one) => one.id === data.id));
    const expected = kept.map(({ data, given }) => [data.id, remembered(given, questions, data)]);
    assert.deepEqual(whole(after, id).map(({ data, given }) => [data.id, given]), expected, `${at}: ${id}`);
    assert.equal((is as ExamRun).time.length > 0, (was as ExamRun).time.length > 0 && is.data.time !== undefined, `${at}: time`);
    if (kept.length || was.phase === "new") assert.deepEqual([is.phase, is.attempt], [was.phase, was.attempt], at);
    else assert.equal(is.phase, "new", at);
    const shown = new Map(drawnBy(before, id).map((one) => [one.id, one.choices.split(" ")]));
    for (const one of drawnBy(after, id)) {
      if (!shown.has(one.id)) continue; // what was kept is asked again if its answer is gone
      const there = one.choices.split(" ");
      assert.deepEqual(there, shown.get(one.id)!.filter((choice) => there.includes(choice)), `${at}: order`);
    }
  }
}

/** All questions of an attempt, also those that are not asked again. */
function whole(learner: Learner, id: string): RunQuestion[] {
  const run = learner.test(id);
  const { drawn = [], seed = 0 } = learner.recordOf(run.data) ?? {};
  return drawn.map((one) => run.read(one, seed));
}

/** An answer is kept if all of it is still there to choose. */
function remembered(given: RunQuestion["given"], questions: QuestionData[], { id, room }: QuestionData): string[] | null {
  const { choices, targets = [] } = questions.find((one) => one.id === id)!;
  const there = [...choices, ...targets].map((one) => one.id);
  return given && (room !== undefined || given.every((one) => there.includes(one))) ? given : null;
}
