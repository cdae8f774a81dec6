import type { CourseData, QuestionData } from "../player/course";
import type { Interaction, ResponseType } from "../player/lms";
import { activities as types } from "./vocabulary.json";

export type LanguageMap = Record<string, string>;

export interface Activity {
  objectType: "Activity";
  id: string;
  definition?: Definition;
}

interface Definition {
  type: string;
  name: LanguageMap;
  description: LanguageMap;
  interactionType?: ResponseType;
  correctResponsesPattern?: string[];
  choices?: Component[];
  scale?: Component[];
  source?: Component[];
  target?: Component[];
}

interface Component {
  id: string;
  description: LanguageMap;
}

/** An activity, and the id of the one that it belongs to. */
export interface Part {
  activity: Activity;
  parent: string;
}

/** An answer as xAPI writes it (Communication 4.1.4.1, Interaction Activities). */
export function response(kind: ResponseType, given: readonly string[]): string {
  if (kind.endsWith("fill-in")) return given.map((text) => text.replace(/\n/g, "[,]")).join("\n");
  if (kind === "numeric") return given.join("");
  if (kind !== "matching") return given.join("[,]");
  return given.map((id, n) => (n ? (n % 2 ? "[.]" : "[,]") : "") + id).join("");
}

function patterns(kind: ResponseType, correct: string[]): string[] {
  if (kind === "fill-in" || !correct.length) return correct.map((text) => response(kind, [text]));
  return [kind === "numeric" ? correct.join("[:]") : response(kind, correct)];
}

/** The parts of a course as activities; `lrs/activities.py` makes the same ids. */
export class Activities {
  constructor(private readonly course: CourseData) {}

  /** The whole course, under the id that the LMS gave it. */
  root(id: string): Activity {
    return { objectType: "Activity", id, definition: this.define("course", this.course.title) };
  }

  module(wire: string, title: string): Part {
    return this.part("module", "module", wire, title, this.course.iri);
  }

  page(id: string, title: string): Part {
    const name = this.course.pages.find((page) => page.id === id)?.module;
    const module = this.course.modules.find((one) => one.id === name);
    return this.part("page", "page", id, title, this.id("module", module?.wire ?? ""));
  }

  /** Played by ourselves, or by another site that tells us nothing. */
  video(id: string, title: string, local: boolean): Part {
    const page = this.course.pages.find(({ videos }) => videos.some((video) => video.id === id));
    const kind = local ? "video" : "media";
    return this.part(kind, "video", id, title, this.id("page", page?.id ?? ""));
  }

  question(interaction: Interaction): Part {
    const test = this.course.tests.find(({ id }) => id === interaction.test);
    const data = test?.questions.find(({ wire, choices }) =>
      [wire, ...choices.map((choice) => choice.wire)].includes(interaction.id),
    );
    const text = interaction.text || interaction.id;
    const part = this.part("question", "question", interaction.id, text, this.id("test", interaction.test));
    const { definition } = part.activity;
    Object.assign(definition!, this.asked(interaction, data));
    return part;
  }

  private asked({ kind, correct, choices, targets }: Interaction, data?: QuestionData): Partial<Definition> {
    const correctResponsesPattern = patterns(kind, correct);
    const known = [...(data?.choices ?? []), ...(data?.targets ?? [])];
    const text = (id: string): string => known.find((one) => one.id === id)?.text || id;
    const list = (ids: string[]): Component[] =>
      ids.map((id) => ({ id, description: this.words(text(id)) }));
    const lists =
      kind === "matching"
        ? { source: list(choices), target: list(targets) }
        : kind === "likert"
          ? { scale: list(choices) }
          : kind === "choice" || kind === "sequencing"
            ? { choices: list(choices) }
            : {};
    return { interactionType: kind, correctResponsesPattern, ...lists };
  }

  private part(type: keyof typeof types, kind: string, id: string, title: string, parent: string): Part {
    const definition = this.define(type, title || id);
    return { activity: { objectType: "Activity", id: this.id(kind, id), definition }, parent };
  }

  private id(kind: string, id: string): string {
    return `${this.course.iri}/${kind}/${encodeURIComponent(id)}`;
  }

  private define(type: keyof typeof types, title: string): Definition {
    return { type: types[type], name: this.words(title), description: this.words(title) };
  }

  private words(text: string): LanguageMap {
    return { [this.course.language]: text };
  }
}
