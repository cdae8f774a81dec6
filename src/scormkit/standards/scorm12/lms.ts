import type { Interaction, Launch, Lms, Snapshot, Status, Trouble } from "../../player/lms";
import { findApi } from "../ims/api";
import { limits } from "./datamodel.json";
import { decimal, feedback, time, timespan } from "./formats";

/** The object an LMS puts up; in the field its answers are strings, booleans, numbers or nothing. */
export interface Api {
  LMSInitialize(nothing: ""): unknown;
  LMSFinish(nothing: ""): unknown;
  LMSGetValue(element: string): unknown;
  LMSSetValue(element: string, value: string): unknown;
  LMSCommit(nothing: ""): unknown;
  LMSGetLastError(): unknown;
}

const STATUSES: readonly string[] = ["incomplete", "completed", "passed", "failed"];
const CORE = "cmi.core";
/** What a call gave that threw. */
const FAILED = Symbol("failed");

/** SCORM 1.2: the port over the object `API` (RTE 1.2, 3.2 to 3.4). */
export class Scorm12Lms implements Lms {
  readonly name = "scorm12";
  readonly limits = { state: limits.suspend_data };
  private api: Api | null = null;
  private writes = false;
  private finished = false;
  private readonly children: Record<string, string[]> = {};
  /** What the LMS took and committed, so that nothing is written twice. */
  private readonly written = new Map<string, string>();
  private count: number | undefined;
  /** Where each answer of this session stands in the LMS's journal. */
  private places = new WeakMap<Interaction, string>();
  private threw = false;

  constructor(private readonly window: Window) {}

  async start(): Promise<Launch | null> {
    const api = await findApi<Api>(this.window, "API");
    this.api = api;
    if (!this.opened()) this.api = null;
    if (!this.api) return null;
    const mode = this.offers(CORE, "lesson_mode") ? this.get(`${CORE}.lesson_mode`) : "";
    const status = this.get(`${CORE}.lesson_status`).trim().toLowerCase();
    const launch: Launch = {
      // Some LMSs leave the mode empty; that is the normal one (P22).
      mode: mode === "browse" || mode === "review" ? mode : "normal",
      learner: this.get(`${CORE}.student_name`),
      account: this.get(`${CORE}.student_id`),
      // Not "entry": several LMSs say ab-initio to a learner who comes back (P8).
      state: this.get("cmi.suspend_data"),
      location: this.get(`${CORE}.lesson_location`),
      status: STATUSES.includes(status) ? (status as Status) : "",
    };
    this.writes = launch.mode === "normal";
    if (this.writes) this.greet(launch.status === "");
    return launch;
  }

  save(snapshot: Snapshot): Promise<Trouble> {
    const able = this.api !== null && !this.finished;
    const done = able && (!this.writes || this.write(snapshot));
    return Promise.resolve(able ? (done ? "none" : "refused") : "no-lms");
  }

  read(): Promise<string> {
    const state = this.get("cmi.suspend_data");
    if (state !== this.written.get("cmi.suspend_data")) this.forget();
    return Promise.resolve(state);
  }

  finish(snapshot: Snapshot): void {
    if (!this.api || this.finished) return;
    if (this.writes) this.write(snapshot);
    this.finished = true;
    this.call((api) => api.LMSFinish(""));
  }

  /** An LMS that hears of no status calls an untouched course completed when the learner leaves. */
  private greet(fresh: boolean): void {
    if (fresh) this.set(`${CORE}.lesson_status`, "incomplete");
    // From the first second, so that whatever happens the LMS lets the learner resume (P6, P7).
    this.set(`${CORE}.exit`, "suspend");
    if (fresh && !this.accepted((api) => api.LMSCommit(""))) this.written.clear();
  }

  /** Score before status: some LMSs publish the grade the moment a status comes (P20). */
  private write({ score, state, location, seconds, status, reports }: Snapshot): boolean {
    this.threw = false;
    let taken = score === null || this.writeScore(score);
    // A state that is too long would sink the whole commit on some LMSs, score and all (P2).
    if (state.length <= limits.suspend_data) taken = this.set("cmi.suspend_data", state) && taken;
    const place = encodeURI(location);
    if (place.length <= limits.lesson_location) this.set(`${CORE}.lesson_location`, place);
    this.set(`${CORE}.session_time`, timespan(seconds));
    this.set(`${CORE}.exit`, "suspend");
    for (const report of reports) if (report.type === "answered") this.report(report);
    taken = this.set(`${CORE}.lesson_status`, status) && taken;
    taken = this.accepted((api) => api.LMSCommit("")) && taken;
    if (taken && !this.threw) return true;
    this.written.clear();
    return false;
  }

  private writeScore(score: number): boolean {
    const group = `${CORE}.score`;
    if (this.offers(group, "min")) this.set(`${group}.min`, decimal(limits.score_min));
    if (this.offers(group, "max")) this.set(`${group}.max`, decimal(limits.score_max));
    return this.set(`${group}.raw`, decimal(score));
  }

  /** A journal: each answer is a new record, so that a report shows every attempt (P27). */
  private report(interaction: Interaction): void {
    const group = "cmi.interactions";
    if (!this.offers(group, "id")) return;
    const place = this.places.get(interaction) ?? `${group}.${this.next(group)}`;
    if (!this.set(`${place}.id`, interaction.id)) {
      if (!this.threw) this.children[group] = [];
      return;
    }
    if (!this.places.has(interaction)) this.count = this.next(group) + 1;
    this.places.set(interaction, place);
    for (const [element, value] of fields(interaction)) {
      if (this.offers(group, element.split(".")[0]!)) this.set(`${place}.${element}`, value);
    }
  }

  private next(group: string): number {
    this.count ??= Number(this.get(`${group}._count`)) || 0;
    return this.count;
  }

  /** The LMS said yes and lost it all the same: everything is to be written again. */
  private forget(): void {
    this.written.clear();
    this.places = new WeakMap();
    this.count = undefined;
  }

  /** Whether the LMS has an element; only the core is there without saying so. */
  private offers(group: string, child: string): boolean {
    const names = (): string[] => this.get(`${group}._children`).split(",").map((name) => name.trim());
    const told = this.children[group] ?? names();
    if (!this.threw) this.children[group] = told;
    return told.includes(child) || (group === CORE && told.join("") === "");
  }

  private get(element: string): string {
    const value = this.call((api) => api.LMSGetValue(element));
    return value === undefined || value === null || value === FAILED ? "" : String(value);
  }

  private set(element: string, value: string): boolean {
    if (this.written.get(element) === value) return true;
    const taken = this.accepted((api) => api.LMSSetValue(element, value));
    if (taken) this.written.set(element, value);
    return taken;
  }

  /** "true", true, 1; or no answer at all, as long as no error is told. */
  private accepted(ask: (api: Api) => unknown): boolean {
    const answer = this.call(ask);
    if (answer === FAILED) return false;
    const word = String(answer ?? "").toLowerCase();
    if (word !== "") return word === "true" || word === "1";
    return this.errorless();
  }

  private errorless(): boolean {
    const code = String(this.call((api) => api.LMSGetLastError()) ?? "");
    return code === "0" || code === "";
  }

  /** Initialises, or finds that somebody has done so already and all the same works (error 101). */
  private opened(): boolean {
    if (this.accepted((api) => api.LMSInitialize(""))) return true;
    return this.get(`${CORE}.lesson_status`) !== "" && this.errorless();
  }

  private call(ask: (api: Api) => unknown): unknown {
    try {
      return this.api && ask(this.api);
    } catch {
      this.threw = true;
      return FAILED;
    }
  }
}

function* fields(interaction: Interaction): Generator<[element: string, value: string]> {
  const weight = Math.min(interaction.weight, limits.weighting);
  const pattern = feedback(interaction, interaction.correct);
  const response = feedback(interaction, interaction.given);
  yield ["type", interaction.kind === "true-false" ? "true-false" : "choice"];
  yield ["time", time(interaction.at)];
  if (pattern !== null) yield ["correct_responses.0.pattern", pattern];
  yield ["weighting", decimal(weight)];
  if (response !== null) yield ["student_response", response];
  yield ["result", interaction.result ? "correct" : "wrong"];
  yield ["latency", timespan(interaction.latency)];
}
