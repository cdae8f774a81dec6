import type { Interaction, Launch, Lms, Snapshot, Status, Trouble } from "../../player/lms";
import { decimal, kindName } from "../cmi/formats";
import { findApi } from "../ims/api";
import { Connection } from "../ims/connection";
import type { Calls } from "../ims/connection";
import { limits } from "./datamodel.json";
import { feedback, patterns, time, timespan } from "./formats";

/** The object an LMS puts up (RTE 1.2, 3.3). */
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
const INTERACTIONS = "cmi.interactions";

/** SCORM 1.2: the port over the object `API` (RTE 1.2, 3.2 to 3.4). */
export class Scorm12Lms implements Lms {
  readonly name = "scorm12";
  readonly limits = { state: limits.suspend_data };
  /** `null`: no LMS, or goodbye was said. */
  private link: Connection | null = null;
  private writes = false;
  private readonly children: Record<string, string[]> = {};

  constructor(private readonly window: Window) {}

  async start(): Promise<Launch | null> {
    const api = await findApi<Api>(this.window, "API");
    const link = api && new Connection(calls(api));
    if (!link?.open(`${CORE}.lesson_status`)) return null;
    this.link = link;
    const mode = this.offers(link, CORE, "lesson_mode") ? link.get(`${CORE}.lesson_mode`) : "";
    const status = link.get(`${CORE}.lesson_status`).trim().toLowerCase();
    const launch: Launch = {
      // Some LMSs leave the mode empty; that is the normal one (P22).
      mode: mode === "browse" || mode === "review" ? mode : "normal",
      learner: link.get(`${CORE}.student_name`),
      account: link.get(`${CORE}.student_id`),
      // Not "entry": several LMSs say ab-initio to a learner who comes back (P8).
      state: link.get("cmi.suspend_data"),
      location: link.get(`${CORE}.lesson_location`),
      status: STATUSES.includes(status) ? (status as Status) : "",
    };
    this.writes = launch.mode === "normal";
    if (this.writes) greet(link, launch.status === "");
    return launch;
  }

  save(snapshot: Snapshot): Promise<Trouble> {
    if (!this.link) return Promise.resolve("no-lms");
    const done = !this.writes || this.write(this.link, snapshot);
    return Promise.resolve(done ? "none" : "refused");
  }

  read(): Promise<string> {
    const state = this.link?.get("cmi.suspend_data") ?? "";
    if (!this.link?.has("cmi.suspend_data", state)) this.link?.forget();
    return Promise.resolve(state);
  }

  finish(snapshot: Snapshot): void {
    const { link } = this;
    if (!link) return;
    if (this.writes) this.write(link, snapshot);
    this.link = null;
    link.close();
  }

  /** Score before status: some LMSs publish the grade the moment a status comes (P20). */
  private write(link: Connection, snapshot: Snapshot): boolean {
    const { score, state, location, seconds, status, reports } = snapshot;
    link.threw = false;
    let taken = score === null || this.writeScore(link, score);
    // A state that is too long would sink the whole commit on some LMSs, score and all (P2).
    if (state.length <= limits.suspend_data) taken = link.set("cmi.suspend_data", state) && taken;
    const place = encodeURI(location);
    if (place.length <= limits.lesson_location) link.set(`${CORE}.lesson_location`, place);
    link.set(`${CORE}.session_time`, timespan(seconds));
    link.set(`${CORE}.exit`, "suspend");
    for (const report of reports) if (report.type === "answered") this.report(link, report);
    taken = link.set(`${CORE}.lesson_status`, status) && taken;
    taken = link.commit() && taken;
    if (!taken) link.rewrite();
    return taken;
  }

  private writeScore(link: Connection, score: number): boolean {
    const group = `${CORE}.score`;
    if (this.offers(link, group, "min")) link.set(`${group}.min`, decimal(limits.score_min));
    if (this.offers(link, group, "max")) link.set(`${group}.max`, decimal(limits.score_max));
    return link.set(`${group}.raw`, decimal(score));
  }

  private report(link: Connection, interaction: Interaction): void {
    if (!this.offers(link, INTERACTIONS, "id")) return;
    const offered = [...fields(interaction)].filter(([element]) =>
      this.offers(link, INTERACTIONS, element.split(".")[0]!),
    );
    if (!link.report(interaction, offered) && !link.threw) this.children[INTERACTIONS] = [];
  }

  /** Whether the LMS has an element; only the core is there without saying so. */
  private offers(link: Connection, group: string, child: string): boolean {
    const names = (): string[] => link.get(`${group}._children`).split(",").map((name) => name.trim());
    const told = this.children[group] ?? names();
    if (!link.threw) this.children[group] = told;
    return told.includes(child) || (group === CORE && told.join("") === "");
  }
}

function calls(api: Api): Calls {
  return {
    initialize: () => api.LMSInitialize(""),
    terminate: () => api.LMSFinish(""),
    get: (element) => api.LMSGetValue(element),
    set: (element, value) => api.LMSSetValue(element, value),
    commit: () => api.LMSCommit(""),
    error: () => api.LMSGetLastError(),
  };
}

/** An LMS that hears of no status calls an untouched course completed when the learner leaves. */
function greet(link: Connection, fresh: boolean): void {
  if (fresh) link.set(`${CORE}.lesson_status`, "incomplete");
  // From the first second, so that whatever happens the LMS lets the learner resume (P6, P7).
  link.set(`${CORE}.exit`, "suspend");
  if (fresh) link.commit();
}

function* fields(interaction: Interaction): Generator<[element: string, value: string]> {
  const weight = Math.min(interaction.weight, limits.weighting);
  const response = feedback(interaction);
  yield ["type", kindName(interaction.kind)];
  yield ["time", time(interaction.at)];
  for (const [n, pattern] of patterns(interaction).entries()) {
    yield [`correct_responses.${n}.pattern`, pattern];
  }
  yield ["weighting", decimal(weight)];
  if (response !== null) yield ["student_response", response];
  yield ["result", !interaction.weight ? "neutral" : interaction.result ? "correct" : "wrong"];
  yield ["latency", timespan(interaction.latency)];
}
