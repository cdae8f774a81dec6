import type { MoreKind } from "../course";
import type { Kind } from "./kinds";
import { likert, matching } from "./matching";
import { ordering } from "./ordering";
import { hotspot } from "./spots";
import { essay, fillGaps, numeric, shortText } from "./written";
import type { MakeControl } from "../view/quiz/controls/control";
import { Essay, Fields } from "../view/quiz/controls/fields";
import { Gaps } from "../view/quiz/controls/gaps";
import { Matches, Scale } from "../view/quiz/controls/matches";
import { Sequence } from "../view/quiz/controls/sequence";
import { Spots } from "../view/quiz/controls/spots";

/** Kinds of questions beyond choices: a script of its own, in packages that need it. */
export interface More {
  kinds: Record<MoreKind, Kind>;
  controls: Record<MoreKind, MakeControl>;
}

declare global {
  interface Window {
    skMore?: More;
  }
}

const fields: MakeControl = (group, words) => new Fields(group, words);
const gaps: MakeControl = (group, words) => new Gaps(group, words);
const matches: MakeControl = (group, words) => new Matches(group, words);

window.skMore = {
  kinds: {
    "short-text": shortText,
    numeric,
    matching,
    categorise: matching,
    ordering,
    "fill-gaps": fillGaps,
    "drop-down": matching,
    "drag-words": matching,
    hotspot,
    likert,
    essay,
  },
  controls: {
    "short-text": fields,
    numeric: fields,
    matching: matches,
    categorise: matches,
    ordering: (group, words) => new Sequence(group, words),
    "fill-gaps": gaps,
    "drop-down": gaps,
    "drag-words": gaps,
    hotspot: (group, words) => new Spots(group, words),
    likert: (group) => new Scale(group),
    essay: (group, words) => new Essay(group, words),
  },
};
