import type { Lms, Report, Snapshot, Trouble } from "../lms";
import type { Journal } from "./journal";

/** Changes within this time become one commit. */
const BURST = 250;
const FIRST_RETRY = 2_000;
const LAST_RETRY = 60_000;

export interface SavingHost {
  snapshot(): Omit<Snapshot, "reports">;
  /** Takes in what the LMS shows, if it is as new as what is here; says whether it was. */
  adopt(state: string): boolean;
  /** The trouble, or whether something waits, changed. */
  told(): void;
}

export interface SavingStart {
  /** What happened in an earlier session and the LMS has not taken. */
  reports: Report[];
  /** Whether the LMS ever took a state of this lineage. */
  taken: boolean;
  /** Browse and review write nothing. */
  writes: boolean;
}

/**
 * Brings the learner's state to the LMS and to the journal: one commit for a burst, read back after
 * writing, tried again with growing pauses, and never silent about trouble.
 */
export class Saving {
  trouble: Trouble = "none";
  /** When the LMS last took everything. */
  at: Date | null = null;
  private dirty = false;
  private stale = false;
  private taken: boolean;
  private closed = false;
  private failures = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private busy: Promise<void> | null = null;
  private readonly reports: Report[];

  /** Without an LMS (`null`) the journal is all there is. */
  constructor(
    private readonly lms: Lms | null,
    private readonly journal: Journal | null,
    private readonly host: SavingHost,
    private readonly start: SavingStart,
  ) {
    this.reports = [...start.reports];
    this.taken = start.taken;
    if (!lms) this.trouble = journal ? "no-lms" : "no-store";
  }

  get pending(): boolean {
    return this.lms !== null && !this.closed && (this.dirty || this.busy !== null);
  }

  report(report: Report): void {
    if (this.lms && this.start.writes) this.reports.push(report);
  }

  /** Something changed: into the journal now, to the LMS when the burst is over. */
  request(): void {
    this.note();
    if (!this.lms || !this.start.writes || this.closed) return;
    this.dirty = true;
    this.schedule(BURST);
  }

  /** Something small changed that can wait until something else is saved or the page is hidden. */
  touch(): void {
    this.stale = this.start.writes;
  }

  /** To the LMS at once, if something waits. */
  async save(): Promise<void> {
    if (!this.lms || this.closed || !(this.dirty || this.stale)) return;
    clearTimeout(this.timer);
    if (!this.busy) {
      this.busy = this.attempt(this.lms).then(() => {
        this.busy = null;
        this.host.told();
      });
    }
    await this.busy;
  }

  /** The end of the session; whatever changes later waits in the journal for the next launch. */
  close(): void {
    if (this.closed) return;
    this.closed = true;
    clearTimeout(this.timer);
    this.note();
    this.lms?.finish({ ...this.host.snapshot(), reports: [...this.reports] });
  }

  private async attempt(lms: Lms): Promise<void> {
    this.dirty = this.stale = false;
    const snapshot = { ...this.host.snapshot(), reports: [...this.reports] };
    const trouble = await this.write(lms, snapshot);
    if (trouble === "none") {
      this.reports.splice(0, snapshot.reports.length);
      this.failures = 0;
      this.at = new Date();
      this.taken = true;
      this.note();
    } else {
      this.dirty = true;
    }
    this.trouble = trouble;
    if (!this.dirty || this.closed) return;
    const pause = Math.min(FIRST_RETRY * 2 ** this.failures, LAST_RETRY);
    if (trouble !== "none") this.failures += 1;
    this.schedule(trouble === "none" ? BURST : pause);
  }

  /** "true" from an LMS is a promise; what it shows afterwards is the fact. */
  private async write(lms: Lms, snapshot: Snapshot): Promise<Trouble> {
    try {
      const trouble = await lms.save(snapshot);
      if (trouble !== "none") return trouble;
      const shown = await lms.read();
      return shown === snapshot.state || this.host.adopt(shown) ? "none" : "lost";
    } catch {
      return "refused";
    }
  }

  private note(): void {
    const { state } = this.host.snapshot();
    this.journal?.write({ state, taken: this.taken, reports: this.reports });
  }

  private schedule(pause: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.save(), pause);
  }
}
