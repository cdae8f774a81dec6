import type { MoreKind } from "../course";
import type { Kind } from "./kinds";
import { matching } from "./matching";
import { ordering } from "./ordering";
import { fillGaps, numeric, shortText } from "./written";
import type { MakeControl } from "../view/quiz/control";
import { Fields } from "../view/quiz/fields";
import { Gaps } from "../view/quiz/gaps";
import { Matches } from "../view/quiz/matches";
import { Sequence } from "../view/quiz/sequence";

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
  },
};
