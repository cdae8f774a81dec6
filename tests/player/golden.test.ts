import assert from "node:assert/strict";
import { test } from "node:test";

import golden from "../render/golden/course-data.json";
import type { CourseData } from "../../src/scormkit/player/course";
import { answerAll, open, Scorm12World } from "./worlds";

/** What rendering writes (golden file, checked from its side in Python) is what the player reads. */
const data = golden as unknown as CourseData;

test("every field that the player knows is in the data, and nothing more", () => {
  const keys = (thing: object): string[] => Object.keys(thing).sort();
  assert.deepEqual(keys(data), [
    "build", "certificate", "checks", "completion", "final", "format", "id", "iri", "language",
    "messages", "modules", "navigation", "onFail", "pages", "pretest", "tests", "title", "version", "videos",
  ]);
  assert.deepEqual(keys(data.pages[0]!), ["id", "key", "module", "tasks", "test", "title", "videos"]);
  assert.deepEqual(keys(data.modules[0]!), ["id", "pages", "title", "wire"]);
  assert.deepEqual(keys(data.pages.flatMap((p) => p.videos)[0]!), ["id", "key", "title"]);
  const [quiz] = data.tests;
  assert.deepEqual(keys(quiz!), [
    "attempts", "draw", "feedback", "id", "key", "page", "passPercent", "questions", "review",
    "shuffle", "title",
  ]);
  assert.deepEqual(keys(quiz!.questions[0]!), [
    "choices", "id", "key", "kind", "partial", "points", "shuffle", "text", "wire",
  ]);
  assert.deepEqual(keys(quiz!.questions[0]!.choices[0]!), ["correct", "id", "key", "text"]);
});

test("a learner can come through the rendered course and pass", async () => {
  const learner = await open(data, new Scorm12World());
  for (const page of data.pages) {
    learner.visit(page.id);
    for (const { id } of page.tasks) learner.confirm(id, true);
    for (const { id } of page.videos) learner.watch(id, true);
  }
  for (const { id } of data.tests) {
    learner.test(id).start();
    answerAll(learner, id, true);
    assert.equal(learner.test(id).finish().percent, 100);
  }
  assert.equal(learner.status(), "passed");
  learner.leave();
});
