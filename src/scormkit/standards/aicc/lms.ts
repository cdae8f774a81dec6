import type { Interaction, Launch, Lms, Snapshot, Status, Trouble } from "../../player/lms";
import type { Store } from "../../player/state/journal";
import { decimal, timespan } from "../cmi/formats";
import { limits } from "./datamodel.json";
import { lines, send, value } from "./hacp/hacp";
import type { Reply } from "./hacp/hacp";
import { table } from "./hacp/interactions";
import { readAddress, sessionKey } from "./hacp/launch";
import type { Address } from "./hacp/launch";

const STATUSES: readonly Status[] = ["incomplete", "completed", "passed", "failed"];
/** Milliseconds before an LMS that did not answer the first question is asked again. */
const PAUSES = [500, 2_000];

/** AICC: the port over HACP, the LMS's answers being the only thing that is believed (CMI001 4.0). */
export class AiccLms implements Lms {
  readonly name = "aicc";
  readonly limits = { state: limits.core_lesson };
  private address: Address | null = null;
  private launch: Launch | null = null;
  private writes = false;
  private finished = false;
  /** The page is going away: nothing that waits for an answer will happen any more. */
  private leaving = false;
  private course = "";
  /** The state that the LMS took last. */
  private taken = "";
  /** What the LMS took last but for the state, which changes with every second. */
  private results = "";
  /** Answers that the LMS has; `deaf`: it wants none. */
  private readonly told = new WeakSet<Interaction>();
  private deaf = false;
  private busy: Promise<unknown> | null = null;

  /** `lesson` is the author's id of the unit; `store` lives as long as the browser's tab. */
  constructor(
    private readonly window: Pick<Window, "addEventListener"> & { location: Location },
    private readonly lesson: string,
    private readonly store: Store | null,
  ) {}

  async start(): Promise<Launch | null> {
    this.address = readAddress(this.window.location);
    if (!this.address) return null;
    const reply = await this.greet(this.address);
    this.launch = reply ? this.heard(reply) : this.remembered();
    if (!this.launch) this.address = null;
    this.writes = this.launch?.mode === "normal";
    this.remember();
    this.window.addEventListener("pagehide", () => {
      this.leaving = true;
    });
    return this.launch;
  }

  async save(snapshot: Snapshot): Promise<Trouble> {
    const { address } = this;
    if (!address || this.finished) return "no-lms";
    if (!this.writes) return "none";
    return (await this.inTurn(() => this.write(address, snapshot))) ? "none" : "refused";
  }

  async read(): Promise<string> {
    const { address } = this;
    if (!address) return "";
    const reply = await this.inTurn(() => send(address, "GetParam"));
    // Some LMSs answer this question once a session: then what they took has to do.
    return reply.error === 0 ? state(reply) : this.taken;
  }

  finish(snapshot: Snapshot): void {
    const { address, writes } = this;
    if (!address || this.finished) return;
    this.finished = true;
    this.remember(snapshot);
    const quietly = (work: Promise<unknown>): Promise<unknown> => work.catch(() => undefined);
    if (this.leaving) {
      // No answer can be waited for, and the last word may overtake those before it: it is said only
      // where it can cut off no more than seconds. A session without it ends by the LMS's own clock.
      const whole = !writes || this.settled(snapshot);
      if (writes) void quietly(this.putParam(address, snapshot));
      if (writes) void quietly(this.putInteractions(address, snapshot));
      if (whole) this.goodbye(address);
    } else {
      const last = writes ? this.inTurn(() => this.write(address, snapshot)) : Promise.resolve();
      void quietly(last).then(() => this.goodbye(address));
    }
  }

  private async write(address: Address, snapshot: Snapshot): Promise<boolean> {
    const reply = await this.putParam(address, snapshot);
    if (reply.error !== 0) return false;
    this.taken = snapshot.state;
    this.results = results(snapshot);
    await this.putInteractions(address, snapshot);
    return true;
  }

  /** Whether the LMS has everything but the seconds since it was last told. */
  private settled(snapshot: Snapshot): boolean {
    const { busy, launch, results: known } = this;
    const first = launch?.status === snapshot.status && launch.location === snapshot.location;
    const same = known === "" ? first : known === results(snapshot);
    return same && busy === null && this.untold(snapshot).length === 0;
  }

  private untold({ reports }: Snapshot): Interaction[] {
    return reports.filter(
      (report): report is Interaction => report.type === "answered" && !this.told.has(report),
    );
  }

  /** Score before status: some LMSs publish the grade the moment a status comes (P20). */
  private putParam(address: Address, snapshot: Snapshot): Promise<Reply> {
    const { location, score, seconds, state, status } = snapshot;
    const place = encodeURI(location);
    const core = [
      "[Core]",
      `Lesson_Location=${place.length <= limits.lesson_location ? place : ""}`,
      `Score=${score === null ? "" : decimal(score)}`,
      `Lesson_Status=${status}`,
      `Time=${timespan(seconds, 0)}`,
    ];
    // A state that is too long would sink the whole message on some LMSs, score and all (P2).
    const lesson = state.length <= limits.core_lesson ? ["[Core_Lesson]", state] : [];
    return send(address, "PutParam", lines(...core, ...lesson));
  }

  /** Many LMSs do not know this command, and their word is not the learner's trouble. */
  private async putInteractions(address: Address, snapshot: Snapshot): Promise<void> {
    const fresh = this.untold(snapshot);
    if (this.deaf || fresh.length === 0) return;
    const place = { course: this.course, student: this.launch?.account ?? "", lesson: this.lesson };
    fresh.forEach((answer) => this.told.add(answer));
    try {
      const reply = await send(address, "PutInteractions", table(place, fresh));
      this.deaf = reply.error !== 0;
    } catch (error) {
      fresh.forEach((answer) => this.told.delete(answer));
      throw error;
    }
  }

  /** The last command of a session. */
  private goodbye(address: Address): void {
    void send(address, "ExitAU").catch(() => undefined);
  }

  private async greet(address: Address): Promise<Reply | null> {
    for (const pause of [...PAUSES, null]) {
      try {
        return await send(address, "GetParam");
      } catch {
        if (pause !== null) await new Promise((resolve) => setTimeout(resolve, pause));
      }
    }
    return null;
  }

  /** What the LMS says of the learner; `null` if it says no more than that the session is over. */
  private heard(reply: Reply): Launch | null {
    if (reply.error !== 0) return this.remembered();
    const status = word(value(reply, "Core", "Lesson_Status"));
    const mode = word(value(reply, "Core", "Lesson_Mode"));
    this.course = value(reply, "Evaluation", "Course_ID").replace(/[{}]/g, "");
    this.taken = state(reply);
    return {
      mode: mode === "b" ? "browse" : mode === "r" ? "review" : "normal",
      learner: value(reply, "Core", "Student_Name"),
      account: value(reply, "Core", "Student_ID"),
      state: this.taken,
      location: decodeSafely(value(reply, "Core", "Lesson_Location")),
      status: STATUSES.find((one) => one.charAt(0) === status) ?? "",
    };
  }

  /**
   * A page that is loaded again has said goodbye, and an LMS that keeps to the book then knows the
   * session no more. The learner goes on from what this tab remembers; the next launch brings it in.
   */
  private remembered(): Launch | null {
    try {
      const kept = this.address && this.store?.getItem(sessionKey(this.address));
      return JSON.parse(kept ?? "null") as Launch | null;
    } catch {
      return null;
    }
  }

  private remember(snapshot?: Snapshot): void {
    if (!this.address || !this.launch) return;
    const { state, location, status } = this.writes && snapshot ? snapshot : this.launch;
    try {
      const kept: Launch = { ...this.launch, state, location, status };
      this.store?.setItem(sessionKey(this.address), JSON.stringify(kept));
    } catch {
      // A browser that forbids its store: then a page loaded again is one without an LMS.
    }
  }

  /** One after another, in the order asked for: a session is no place for races. */
  private async inTurn<T>(work: () => Promise<T>): Promise<T> {
    const before = this.busy;
    const turn = before ? before.then(work, work) : work();
    this.busy = turn;
    try {
      return await turn;
    } finally {
      if (this.busy === turn) this.busy = null;
    }
  }
}

/** All that a learner could miss. */
function results({ location, objectives, progress, score, status }: Snapshot): string {
  return JSON.stringify([location, objectives, progress, score, status]);
}

/** Words are told by their first letter, whatever stands behind them, such as ", resume". */
function word(text: string): string {
  return text.charAt(0).toLowerCase();
}

/** The free text of an LMS is ours without the blanks and line ends it has put in. */
function state(reply: Reply): string {
  return (reply.groups.get("core_lesson") ?? []).join("").replace(/\s+/g, "");
}

function decodeSafely(text: string): string {
  try {
    return decodeURI(text);
  } catch {
    return text;
  }
}
