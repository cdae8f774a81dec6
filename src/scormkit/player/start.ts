import { readCourse } from "./course";
import type { CourseData } from "./course";
import { Learner } from "./learner";
import type { Lms } from "./lms";
import type {} from "./quiz/exam/index";
import type {} from "./quiz/more";
import { Attempt } from "./quiz/attempt";
import { learn } from "./quiz/kinds";
import type { Store } from "./state/journal";
import { mount } from "./view/index";
import { equip } from "./view/quiz/question";

/** The entry of each standard's bundle: opens the learner's record and shows it. */
export async function start(connect: (course: CourseData) => Lms): Promise<Learner> {
  if (document.readyState === "loading") {
    await new Promise((ready) => document.addEventListener("DOMContentLoaded", ready));
  }
  const course = readCourse(document);
  if (window.skMore) {
    learn(window.skMore.kinds);
    equip(window.skMore.controls);
  }
  if (window.skExam) Learner.Run = window.skExam.attempt(Attempt);
  const learner = await Learner.open(course, connect(course), browserStore());
  // Never `unload`: browsers and Moodle's page policy keep it from running (P28, P29).
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") void learner.save();
  });
  window.addEventListener("pagehide", () => learner.leave());
  // Back from the browser's page cache after goodbye was said: a new session (P30).
  window.addEventListener("pageshow", ({ persisted }) => {
    if (persisted) location.reload();
  });
  mount(learner, document);
  return learner;
}

/** The browser's own store; `null` where the browser or a sandbox forbids it. */
export function browserStore(): Store | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}
