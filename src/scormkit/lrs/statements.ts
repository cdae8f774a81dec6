import type { CourseData } from "../player/course";
import type { Experience, Interaction, Playing, Report, Watched } from "../player/lms";
import { Activities, response } from "./activities";
import type { Activity, LanguageMap } from "./activities";
import { accountOf } from "./launch";
import type { Agent } from "./launch";
import { stableId } from "./uuid";
import { categories, extensions as names, verbs } from "./vocabulary.json";

export type Verb = keyof typeof verbs;

export interface Statement {
  id: string;
  timestamp: string;
  actor: Agent;
  verb: { id: string; display: LanguageMap };
  object: Activity;
  result?: Result;
  context: Context;
}

export interface Result {
  score?: { scaled: number; raw?: number; min?: number; max?: number };
  success?: boolean;
  completion?: boolean;
  response?: string;
  duration?: string;
  extensions?: Record<string, unknown>;
}

type Kind = "parent" | "grouping" | "category" | "other";
type Reference = { id: string } & Record<string, unknown>;

export interface Context {
  registration?: string;
  language?: string;
  platform?: string;
  contextActivities?: { [K in Kind]?: Reference | Reference[] };
  extensions?: Record<string, unknown>;
  [more: string]: unknown;
}

/** What stays the same in all statements of a session. */
export interface Ground {
  course: CourseData;
  actor: Agent;
  /** Empty if the LMS gave none. */
  registration: string;
  started: Date;
  /** The context that every statement has; it is copied and added to, never changed. */
  template: Context;
}

export interface Said {
  verb: Verb;
  object: Activity;
  at: Date;
  /** What tells this fact from others about the same object with the same verb. */
  facts?: (string | number)[];
  result?: Result;
  parent?: string;
  categories?: string[];
  extensions?: Record<string, unknown>;
}

/** Puts facts into statements: of the same facts always the same statement. */
export class Author {
  readonly activities: Activities;

  constructor(private readonly ground: Ground) {
    this.activities = new Activities(ground.course);
  }

  say({ verb, object, at, facts = [], result, parent, categories: kinds, extensions }: Said): Statement {
    const { actor, registration, started } = this.ground;
    const id = stableId(registration, accountOf(actor), object.id, verbs[verb].id, ...facts);
    const context = this.context(parent, kinds ?? [], extensions);
    // What waited since an earlier session is told in this one, and nothing comes before its start.
    const time = new Date(Math.max(at.getTime(), started.getTime())).toISOString();
    const told = { id: verbs[verb].id, display: this.display(verb) };
    return { id, timestamp: time, actor, verb: told, object, ...(result && { result }), context };
  }

  report(report: Report): Statement {
    switch (report.type) {
      case "answered":
        return this.answered(report);
      case "experienced":
        return this.experienced(report);
      case "watched":
        return this.watched(report);
      case "playing":
        return this.playing(report);
    }
  }

  private answered(report: Interaction): Statement {
    const { activity: object, parent } = this.activities.question(report);
    const { at, test, attempt, kind, given, result: success, share, weight, latency } = report;
    const score = { scaled: Math.round(share * 10_000) / 10_000 };
    const judged = weight ? { success, score } : {};
    const told = given.length ? { response: response(kind, given) } : {};
    const result = { ...told, ...judged, duration: duration(latency) };
    return this.say({ verb: "answered", object, parent, at, result, facts: [test, attempt, at.toISOString()] });
  }

  private experienced({ id, title, at }: Experience): Statement {
    const { activity: object, parent } = this.activities.page(id, title);
    return this.say({ verb: "experienced", object, parent, at, facts: [at.toISOString()] });
  }

  private watched({ id, title, at, local }: Watched): Statement {
    const { activity: object, parent } = this.activities.video(id, title, local);
    const result = { completion: true };
    return this.say({ verb: "experienced", object, parent, at, result, facts: [at.toISOString()] });
  }

  /** Of the video profile, each verb with what it asks for. */
  private playing(report: Playing): Statement {
    const { id, title, verb, session, at, time, from, length, progress, segments } = report;
    const { activity: object, parent } = this.activities.video(id, title, true);
    const threshold = this.ground.course.videos.watched / 100;
    const told: Record<string, unknown> = {
      ...(verb === "initialized" ? {} : verb === "seeked" ? { [names.video_from]: from, [names.video_to]: time } : { [names.video_time]: time }),
      ...(verb === "initialized" || verb === "seeked" || !segments ? {} : { [names.video_segments]: segments }),
      ...(["paused", "completed", "terminated"].includes(verb) ? { [names.video_progress]: progress } : {}),
    };
    const result: Result = {
      ...(verb === "completed" && { completion: true }),
      ...(Object.keys(told).length > 0 && { extensions: told }),
    };
    return this.say({
      verb, object, parent, at,
      facts: [session, at.toISOString()],
      ...(Object.keys(result).length > 0 && { result }),
      categories: [categories.video],
      extensions: {
        [names.video_session]: session, [names.video_length]: length, [names.video_threshold]: threshold,
      },
    });
  }

  private context(parent: string | undefined, kinds: string[], more?: Record<string, unknown>): Context {
    const { template, registration, course } = this.ground;
    const context = JSON.parse(JSON.stringify(template)) as Context;
    if (registration) context.registration = registration;
    context.language ??= course.language;
    const around: Context["contextActivities"] = {};
    // One activity may stand where a list may; not every LRS takes it, and it gives back lists anyway.
    for (const [kind, given] of Object.entries(context.contextActivities ?? {})) {
      around[kind as Kind] = listed(given, []);
    }
    if (parent) around.parent = listed(around.parent, [parent]);
    if (kinds.length) around.category = listed(around.category, kinds);
    if (Object.keys(around).length) context.contextActivities = around;
    if (more) context.extensions = { ...context.extensions, ...more };
    return context;
  }

  private display(verb: Verb): LanguageMap {
    const words: Record<string, string> = verbs[verb];
    const { language } = this.ground.course;
    const own = words[language.split("-")[0]!];
    return { en: words["en"]!, ...(own && { [language]: own }) };
  }
}

/** ISO 8601 with hundredths of a second, as long as anybody needs. */
export function duration(seconds: number): string {
  const hundredths = Math.max(0, Math.round(seconds * 100));
  const hours = Math.floor(hundredths / 360_000);
  const minutes = Math.floor(hundredths / 6000) % 60;
  const rest = (hundredths % 6000) / 100;
  const text = (hours ? `${hours}H` : "") + (minutes ? `${minutes}M` : "") + (rest ? `${rest}S` : "");
  return `PT${text || "0S"}`;
}

function listed(given: Reference | Reference[] | undefined, ids: string[]): Reference[] {
  const before = given === undefined ? [] : Array.isArray(given) ? given : [given];
  return [...before, ...ids.filter((id) => before.every((one) => one.id !== id)).map((id) => ({ id }))];
}
