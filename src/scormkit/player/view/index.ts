import type { Learner } from "../learner";

/** Shows the learner's record in the page and takes what the learner does. */
export function mount(learner: Learner, document: Document): void {
  learner.onchange(() => document.documentElement.setAttribute("data-progress", String(learner.progress())));
}
