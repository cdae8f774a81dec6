import type { CourseData } from "../../player/course";
import type { Interaction, Launch, Lms, Snapshot, Status, Success, Trouble } from "../../player/lms";
import { decimal } from "../cmi/formats";
import { findApi } from "../ims/api";
import { Connection } from "../ims/connection";
import type { Calls } from "../ims/connection";
import { limits } from "./datamodel.json";
import { localized, patterns, response, timeinterval, timestamp } from "./formats";

/** The object an LMS puts up (RTE 4th Ed., 3.1). */
export interface Api {
  Initialize(nothing: ""): unknown;
  Terminate(nothing: ""): unknown;
  GetValue(element: string): unknown;
  SetValue(element: string, value: string): unknown;
  Commit(nothing: ""): unknown;
  GetLastError(): unknown;
}

interface Outcome {
  completed: boolean;
  success: Success;
}

const ORDER: readonly Success[] = ["unknown", "failed", "passed"];
const OBJECTIVES = "cmi.objectives";

/** SCORM 2004, any edition: the port over the object `API_1484_11` (RTE 4th Ed., 3 and 4). */
export class Scorm2004Lms implements Lms {
  readonly name = "scorm2004";
  readonly limits = { state: limits.suspend_data };
  /** `null`: no LMS, or goodbye was said. */
  private link: Connection | null = null;
  private writes = false;
  /** The best the LMS has of this document: it never goes down. */
  private held: Outcome = { completed: false, success: "unknown" };
  private objectives = new ObjectiveList();
  /** What the manifest tells this document (`_leave` in imsmanifest.py). */
  private told = new URLSearchParams();
  private journals = true;

  constructor(
    private readonly window: Window,
    private readonly course: Pick<CourseData, "completion" | "language" | "pretest" | "tests">,
  ) {}

  async start(): Promise<Launch | null> {
    const api = await findApi<Api>(this.window, "API_1484_11");
    const link = api && new Connection(calls(api));
    if (!link?.open("cmi.completion_status")) return null;
    this.link = link;
    const mode = link.get("cmi.mode");
    const completion = link.get("cmi.completion_status");
    this.held = { completed: completion === "completed", success: knownStatus(link.get("cmi.success_status")) };
    this.told = new URLSearchParams(link.get("cmi.launch_data"));
    const launch: Launch = {
      // Some LMSs leave the mode empty; that is the normal one (P22).
      mode: mode === "browse" || mode === "review" ? mode : "normal",
      learner: link.get("cmi.learner_name"),
      account: link.get("cmi.learner_id"),
      // Not "entry": several LMSs say ab-initio to a learner who comes back (P8).
      state: link.get("cmi.suspend_data"),
      location: link.get("cmi.location"),
      status: this.status(completion),
    };
    this.writes = launch.mode === "normal";
    if (this.writes) greet(link, completion !== "completed" && completion !== "incomplete");
    return launch;
  }

  save(snapshot: Snapshot): Promise<Trouble> {
    if (!this.link) return Promise.resolve("no-lms");
    const done = !this.writes || this.write(this.link, snapshot);
    return Promise.resolve(done ? "none" : "refused");
  }

  read(): Promise<string> {
    const state = this.link?.get("cmi.suspend_data") ?? "";
    if (!this.link?.has("cmi.suspend_data", state)) {
      this.link?.forget();
      this.objectives = new ObjectiveList();
    }
    return Promise.resolve(state);
  }

  finish(snapshot: Snapshot): void {
    const { link } = this;
    if (!link) return;
    if (this.writes) {
      this.write(link, snapshot);
      // The last word before goodbye, since the LMS acts upon it (RTE 4th Ed., 4.2.3).
      const leave = this.told.get("leave");
      if (leave) link.set("adl.nav.request", leave);
    }
    this.link = null;
    link.close();
  }

  /** Score before status: some LMSs publish the grade the moment a status comes (P20). */
  private write(link: Connection, snapshot: Snapshot): boolean {
    const { score, state, location, seconds, reports } = snapshot;
    link.threw = false;
    let taken = score === null || writeScore(link, "cmi", score);
    // A state that is too long would sink the whole commit on some LMSs, score and all (P2).
    if (state.length <= limits.suspend_data) taken = link.set("cmi.suspend_data", state) && taken;
    if (location.length <= limits.location) link.set("cmi.location", location);
    link.set("cmi.session_time", timeinterval(seconds));
    link.set("cmi.exit", "suspend");
    for (const report of reports) if (report.type === "answered") this.report(link, report);
    this.writeObjectives(link, snapshot);
    link.set("cmi.progress_measure", decimal(snapshot.progress, 4));
    taken = this.writeStatus(link, snapshot) && taken;
    taken = link.commit() && taken;
    if (!taken) link.rewrite();
    return taken;
  }

  /** Success before completion, which some LMSs take for the end. Both, always (P12). */
  private writeStatus(link: Connection, { completed, success }: Snapshot): boolean {
    const asked = this.judged() ? success : outcomeOf(completed, success);
    this.held = { completed: this.held.completed || completed, success: higher(this.held.success, asked) };
    const { success: best } = this.held;
    const taken = best === "unknown" || link.set("cmi.success_status", best);
    const word = this.held.completed ? "completed" : "incomplete";
    return link.set("cmi.completion_status", word) && taken;
  }

  private writeObjectives(link: Connection, { objectives, aims = [] }: Snapshot): void {
    for (const { id, completed, success: said, score } of [...objectives, ...aims]) {
      const place = this.objectives.place(link, id);
      if (!place) continue;
      if (score !== null) writeScore(link, place, score);
      this.objectives.write(link, place, { completed, success: outcomeOf(completed, said) });
    }
  }

  private report(link: Connection, interaction: Interaction): void {
    if (!this.journals) return;
    const taken = link.report(interaction, fields(interaction, this.course.language));
    if (!taken && !link.threw) this.journals = false;
  }

  /** Whether tests decide on success here, rather than completion; a pretest does not. */
  private judged(): boolean {
    const { completion, pretest, tests } = this.course;
    return completion.test && tests.some(({ id }) => id !== pretest?.test);
  }

  private status(completion: string): Status | "" {
    const { completed, success } = this.held;
    if (completed) return success === "passed" && this.judged() ? "passed" : "completed";
    if (success === "failed") return "failed";
    return completion === "incomplete" ? "incomplete" : "";
  }
}

/**
 * The objectives as the LMS has them: it puts those of the manifest there in an order of its own, so
 * each is looked up by its id, which is written once and for all.
 */
class ObjectiveList {
  private ids: string[] | null = null;
  private readonly held = new Map<string, Outcome>();

  /** Where an objective stands, such as `cmi.objectives.2`; `null` if the LMS takes no new one. */
  place(link: Connection, id: string): string | null {
    this.ids ??= Array.from({ length: Number(link.get(`${OBJECTIVES}._count`)) || 0 }, (_, i) =>
      link.get(`${OBJECTIVES}.${i}.id`),
    );
    const found = this.ids.indexOf(id);
    if (found >= 0) return `${OBJECTIVES}.${found}`;
    const place = `${OBJECTIVES}.${this.ids.length}`;
    if (!link.set(`${place}.id`, id)) return null;
    this.ids.push(id);
    return place;
  }

  /** Writes an outcome, unless the LMS has a better one. */
  write(link: Connection, place: string, outcome: Outcome): void {
    const before = this.held.get(place) ?? {
      completed: link.get(`${place}.completion_status`) === "completed",
      success: knownStatus(link.get(`${place}.success_status`)),
    };
    const completed = before.completed || outcome.completed;
    const success = higher(before.success, outcome.success);
    this.held.set(place, { completed, success });
    if (success !== "unknown") link.set(`${place}.success_status`, success);
    link.set(`${place}.completion_status`, completed ? "completed" : "incomplete");
  }
}

function knownStatus(word: string): Success {
  return word === "passed" || word === "failed" ? word : "unknown";
}

function higher(one: Success, other: Success): Success {
  return ORDER.indexOf(one) < ORDER.indexOf(other) ? other : one;
}

function calls(api: Api): Calls {
  return {
    initialize: () => api.Initialize(""),
    terminate: () => api.Terminate(""),
    get: (element) => api.GetValue(element),
    set: (element, value) => api.SetValue(element, value),
    commit: () => api.Commit(""),
    error: () => api.GetLastError(),
  };
}

/** An LMS that hears of no status may call an untouched course completed (P19). */
function greet(link: Connection, fresh: boolean): void {
  if (fresh) link.set("cmi.completion_status", "incomplete");
  // From the first second: without it the LMS drops all data when the window closes (P6, P7, P36).
  link.set("cmi.exit", "suspend");
  if (fresh) link.commit();
}

/**
 * What has no test of its own is passed by being completed: otherwise nothing that waits for it in
 * the sequencing would ever open.
 */
function outcomeOf(completed: boolean, success: Success): Success {
  return completed && success === "unknown" ? "passed" : success;
}

function writeScore(link: Connection, group: string, score: number): boolean {
  link.set(`${group}.score.min`, decimal(limits.score_min));
  link.set(`${group}.score.max`, decimal(limits.score_max));
  const raw = link.set(`${group}.score.raw`, decimal(score));
  return link.set(`${group}.score.scaled`, decimal(score / limits.score_max, 4)) && raw;
}

function* fields(
  interaction: Interaction,
  language: string,
): Generator<[element: string, value: string]> {
  const given = response(interaction, interaction.given);
  const text = localized(interaction.text, language);
  yield ["type", interaction.kind];
  yield ["timestamp", timestamp(interaction.at)];
  for (const [n, pattern] of patterns(interaction).entries()) {
    yield [`correct_responses.${n}.pattern`, pattern];
  }
  yield ["weighting", decimal(interaction.weight)];
  if (given !== null) yield ["learner_response", given];
  yield ["result", !interaction.weight ? "neutral" : interaction.result ? "correct" : "incorrect"];
  yield ["latency", timeinterval(interaction.latency)];
  if (interaction.text) yield ["description", text];
}
