import type { Launch, Report, Snapshot } from "../player/lms";
import type { Lrs } from "./transport";

const STATE = "scormkit";
const RESOURCE = "activities/state";

/** What the LRS keeps for the next session: the learner's state, and what was told to whom. */
export interface Kept extends Pick<Snapshot, "state" | "location" | "success" | "completed" | "score"> {
  status: Launch["status"];
  /** Names of what is told once, as far as the LRS took it. */
  sent: string[];
  /** Told when the page went away, or not wanted by the LMS: whether it is there was not seen. By name, the id of the statement. */
  unsure: Record<string, string>;
  /** What happened and was not seen to arrive (P51). */
  queue: Report[];
}

/** The state document of a learner, a registration and an activity. */
export class StateDocument {
  kept: Kept = {
    state: "", location: "", status: "", success: "unknown", completed: false, score: null,
    sent: [], unsure: {}, queue: [],
  };
  /** `null`: there is no document; `undefined`: there is, but its ETag is not to be seen. */
  private etag: string | null | undefined = null;
  /** Some go-betweens change ETags: after one conflict the document is written without conditions. */
  private conditional = true;
  private written = "";

  constructor(
    private readonly lrs: Lrs,
    /** The query without the id of the document. */
    private readonly query: Record<string, string>,
  ) {}

  /** Says whether the LRS answered; that there is nothing yet is an answer. */
  async load(): Promise<boolean> {
    const { status, body, etag } = await this.lrs.get(RESOURCE, this.place);
    if (status !== 200 && status !== 404) return false;
    this.etag = status === 404 ? null : (etag ?? undefined);
    if (body !== this.written) this.written = "";
    const kept = status === 404 ? null : parse(body);
    const { sent, unsure } = this.kept;
    this.kept = { ...this.kept, state: "", ...kept };
    this.kept.sent = [...new Set([...sent, ...this.kept.sent])];
    this.kept.unsure = { ...this.kept.unsure, ...unsure };
    return true;
  }

  /** `true` also for a document that somebody else has changed: reading it again shows that. */
  async write(snapshot: Snapshot, queue: Report[]): Promise<boolean> {
    const text = this.text(snapshot, queue);
    if (text === this.written) return true;
    const etag = this.conditional ? this.etag : undefined;
    const answer = await this.lrs.put(RESOURCE, this.place, text, etag);
    if (answer.status === 412 || answer.status === 409) {
      this.conditional = false;
      return true;
    }
    const taken = answer.status === 200 || answer.status === 204;
    this.written = taken ? text : "";
    this.etag = answer.etag ?? undefined;
    return taken;
  }

  /** At once and without conditions, for the last time. */
  async leave(text: string): Promise<void> {
    await this.lrs.put(RESOURCE, this.place, text);
  }

  text({ state, location, status, success, completed, score }: Snapshot, queue: Report[]): string {
    const { sent, unsure } = this.kept;
    const kept: Kept = { state, location, status, success, completed, score, sent, unsure, queue };
    return JSON.stringify(kept);
  }

  private get place(): Record<string, string> {
    return { ...this.query, stateId: STATE };
  }
}

/** Somebody else's document under our name is no state of ours. */
function parse(text: string): Kept | null {
  try {
    const kept = JSON.parse(text) as Kept;
    for (const report of kept.queue) report.at = new Date(report.at);
    return Array.isArray(kept.sent) && typeof kept.unsure === "object" ? kept : null;
  } catch {
    return null;
  }
}
