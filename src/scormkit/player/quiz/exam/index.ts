import type { TestData } from "../../course";
import type { TestResult } from "../attempt";
import type { TestView } from "../../view/quiz/test";
import type { Stage } from "../../view/stage";
import type { Words } from "../../view/words";
import { aims, parts } from "./parts";
import { Timer } from "./timer";

/** Times, and results by section and objective: a script of its own, in packages that need it. */
export interface Exam {
  /** Stands by a test from its beginning. */
  attend(view: TestView, stage: Stage): void;
  /** Goes into the result. */
  parts(test: TestData, result: TestResult, words: Words): HTMLElement | null;
}

declare global {
  interface Window {
    skExam?: Exam;
  }
}

function attend(view: TestView, stage: Stage): void {
  const { learner } = stage;
  const { run, section } = view;
  if (run.data.time !== undefined) section.querySelector(".sk-test-start")!.after(new Timer(stage, view).element);
  if (run.data.objectives) {
    const before = learner.aims;
    learner.aims = () => [...(before?.() ?? []), ...aims(run)];
  }
  const pace = section.querySelector<HTMLElement>(".sk-pace");
  if (!pace) return;
  const select = pace.querySelector("select")!;
  const show = (): void => {
    pace.hidden = run.phase === "running" || run.attemptsLeft === 0;
    select.value = String(run.time?.pace ?? 0);
  };
  select.addEventListener("change", () => run.pace(Number(select.value)));
  learner.onchange(show);
  show();
}

window.skExam = { attend, parts };
