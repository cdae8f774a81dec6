// A course of cmi5 or Tin Can as one learner has it. The LMS and its LRS are on the server; here is
// what they tell.

import type { Call, Course, Entry, Fault, Item, Mode, Move, Opening, Outcome, Session } from "../session";

const FAULTS: Fault[] = ["none", "refuse", "busy", "slow", "lose", "no-api"];
const NOTHING: Standing = {
  values: {}, commits: 0, statuses: [],
  outcome: { completion: "unknown", success: "unknown", score: null, progress: null },
};

/** What the LMS knows of a learner and an item; `statuses` of all items. */
interface Standing {
  values: Record<string, string>;
  outcome: Outcome;
  commits: number;
  statuses: string[];
}

/** A launch as the server made it. */
interface Launched {
  id: string;
  url: string;
  own: boolean;
  standing: Standing;
}

/** What the server tells of each request to the LRS. */
interface Told {
  launch: string;
  call: Call;
  standing: Standing;
}

class LrsSession implements Session {
  readonly apis: Record<string, object> = {};
  readonly href: string;
  readonly own: boolean;
  fault: Fault = "none";
  standing: Standing;

  constructor(readonly launched: Launched, readonly number: number, readonly index: number) {
    this.href = launched.url;
    this.own = launched.own;
    this.standing = launched.standing;
  }

  values(): Record<string, string> {
    return this.standing.values;
  }

  outcome(): Outcome {
    return this.standing.outcome;
  }

  commits(): number {
    return this.standing.commits;
  }
}

export class LrsCourse implements Course {
  readonly faults = FAULTS;
  readonly modes: Mode[];
  private session: LrsSession | null = null;
  private standing = NOTHING;
  private current = 0;

  constructor(private readonly opening: Opening) {
    this.modes = opening.boot.standard === "cmi5" ? ["normal", "browse", "review"] : ["normal"];
  }

  async recall(): Promise<void> {
    const answer = await fetch(`/learners/${encodeURIComponent(this.opening.learner)}`);
    this.standing = (await answer.json()) as Standing;
  }

  async launch(move: Move, number: number): Promise<Session | null> {
    const index = typeof move === "number" ? move : this.current;
    const item = this.items[index];
    if (!item) return null;
    const { learner, mode } = this.opening;
    const body = JSON.stringify({ learner, item: item.id, mode, lms: this.opening.fault() !== "no-api", number });
    const answer = await fetch("/launches", { method: "POST", body });
    this.session = new LrsSession((await answer.json()) as Launched, number, index);
    this.standing = this.session.standing;
    this.current = index;
    return this.session;
  }

  heard(told: unknown): Call | null {
    const { launch, call, standing } = told as Told;
    if (launch !== this.session?.launched.id) return null;
    this.session.standing = this.standing = standing;
    return call;
  }

  leaving(): void {}

  async reset(): Promise<void> {
    this.session = null;
    await fetch(`/learners/${encodeURIComponent(this.opening.learner)}`, { method: "DELETE" });
  }

  entries(): Entry[] {
    return this.items.map(({ id, title }, index) => {
      return { title: title || id, status: this.standing.statuses[index] ?? "", state: "open" };
    });
  }

  moves(): { continue: boolean; previous: boolean } {
    return { continue: false, previous: false };
  }

  private get items(): Item[] {
    return this.opening.boot.items;
  }
}
