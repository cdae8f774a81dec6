import type { Report } from "../lms";
import { decode } from "./codec";
import { emptyRecord } from "./record";
import type { StateRecord } from "./record";

export type Store = Pick<Storage, "getItem" | "setItem">;

export interface Entry {
  state: string;
  /** Whether the LMS ever took and showed a state of this lineage. */
  taken: boolean;
  /** What happened and the LMS has not taken yet. */
  reports: Report[];
}

/** A copy of the learner's state in the browser, for the day when the LMS has lost it. */
export class Journal {
  private failed = false;

  constructor(
    private readonly store: Store,
    private readonly key: string,
  ) {}

  read(): Entry | null {
    try {
      const entry = JSON.parse(this.store.getItem(this.key) ?? "null") as Entry | null;
      for (const report of entry?.reports ?? []) report.at = new Date(report.at);
      return entry;
    } catch {
      return null;
    }
  }

  /** Says whether the browser took it; once it has refused, it is not asked again. */
  write(entry: Entry): boolean {
    try {
      if (!this.failed) this.store.setItem(this.key, JSON.stringify(entry));
    } catch {
      this.failed = true;
    }
    return !this.failed;
  }
}

export interface Origin {
  record: StateRecord;
  /** The journal knew more than the LMS: what it knew has to be sent again. */
  replayed: boolean;
}

/**
 * Chooses where a learner goes on from. The journal wins if it is the newer state of the same
 * attempt. If the LMS has nothing, that may be a new attempt it granted: then the journal wins only
 * if the LMS never took a state of it, or nothing in it is decided yet.
 */
export function choose(fromLms: string, entry: Entry | null, connected: boolean): Origin {
  const theirs = decode(fromLms);
  const ours = entry && decode(entry.state);
  if (!ours || !entry) return { record: theirs ?? emptyRecord(), replayed: false };
  if (!connected) return { record: ours, replayed: false };
  if (theirs) {
    const later = ours.counter - theirs.counter || ours.seconds - theirs.seconds; // time alone counts nothing up
    const newer = ours.lineage === theirs.lineage && later > 0;
    return { record: newer ? ours : theirs, replayed: newer };
  }
  const again = fromLms !== "" || !entry.taken || !decided(ours);
  return { record: again ? ours : emptyRecord(), replayed: again };
}

function decided(record: StateRecord): boolean {
  return record.status !== "incomplete" || [...record.tests.values()].some((t) => t.best !== null);
}
