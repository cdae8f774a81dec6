import type { Learner } from "../learner";
import { Blocks } from "./blocks";
import { all } from "./dom";
import { BottomBar, TopBar } from "./frame";
import { Banner, finish } from "./notices";
import { Pages } from "./pages";
import { QuestionView } from "./quiz/question";
import { ResultCard } from "./quiz/result";
import { TestView } from "./quiz/test";
import { Rail } from "./rail";
import type { Stage } from "./stage";
import { Voice } from "./voice";
import { Words } from "./words";

/** Shows the learner's record in the page and takes what the learner does. */
export function mount(learner: Learner, document: Document): void {
  const words = new Words(learner.course.messages);
  const voice = new Voice();
  const locked = learner.course.navigation === "prerequisites" ? "locked-module" : "locked";
  const pages = new Pages(learner, () => voice.show(words.text(locked)));
  const stage: Stage = { learner, words, voice, pages, Question: QuestionView, finish: () => finish(stage) };
  const rail = new Rail(stage);
  const top = new TopBar(stage, rail);
  const bar = new BottomBar(stage);
  const banner = new Banner(stage);
  const main = document.getElementById("sk-main")!;
  main.before(top.element, banner.element);
  main.parentElement!.append(bar.element);
  document.body.append(voice.element, voice.note);
  const parts = [rail, top, bar, banner, new Blocks(stage), ...tests(stage)];
  const update = (): void => parts.forEach((part) => part.update());
  document.documentElement.classList.add("sk-on");
  document.dispatchEvent(new CustomEvent("sk-stage", { detail: stage }));
  if (learner.course.idle) watch(learner);
  pages.open();
  pages.onshow(update);
  learner.onchange(once(update));
  update();
}

function tests(stage: Stage): TestView[] {
  const View = window.skExam ? window.skExam.view(TestView, ResultCard) : TestView;
  return all(document, ".sk-test[data-test]").map((section) => new View(stage, section));
}

/** What a learner does here, what plays here, and being in a frame of another site are signs of life. */
function watch(learner: Learner): void {
  const signs = ["pointerdown", "pointermove", "keydown", "wheel", "scroll", "timeupdate"];
  for (const sign of signs) addEventListener(sign, () => learner.wake(), { capture: true, passive: true });
  const framed = (): boolean => document.hasFocus() && document.activeElement?.tagName === "IFRAME";
  setInterval(() => framed() && learner.wake(), 1_000);
}

/** Many changes in a row are shown once. */
function once(update: () => void): () => void {
  let waiting = false;
  return () => {
    if (waiting) return;
    waiting = true;
    queueMicrotask(() => {
      waiting = false;
      update();
    });
  };
}
