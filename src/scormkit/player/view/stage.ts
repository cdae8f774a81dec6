import type { PageData } from "../course";
import type { Learner } from "../learner";
import type { Pages } from "./pages";
import type { Voice } from "./voice";
import type { QuestionView } from "./quiz/question";
import type { Words } from "./words";

/** What every part of the view works with. */
export interface Stage {
  learner: Learner;
  words: Words;
  voice: Voice;
  pages: Pages;
  /** What shows a question, for those outside of tests. */
  Question: typeof QuestionView;
  /** The way out, from the last page. */
  finish: () => void;
}

/** The page after the learner's own, in reading order. */
export function nextPage({ course, page }: Learner): PageData | undefined {
  return course.pages[course.pages.findIndex(({ id }) => id === page) + 1];
}
