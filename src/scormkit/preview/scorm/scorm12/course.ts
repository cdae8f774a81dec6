// A package of SCORM 1.2 as one learner has it: each item with a record of its own, and a menu that
// holds to prerequisites.

import type { Course, Entry, Fault, Mode, Move, Opening, Session } from "../../session";
import { loadNewer, RecordStore } from "../records";
import type { LmsRecord } from "../records";
import { mayEnter } from "./prerequisites";
import { Scorm12Session } from "./session";

const FAULTS: Fault[] = ["none", "refuse", "forget", "lose", "throw", "slow", "no-api", "late-api"];
const MODES: Mode[] = ["normal", "browse", "review", "empty"];
const STATUS = "cmi.core.lesson_status";

export class Scorm12Course implements Course {
  readonly faults = FAULTS;
  readonly modes = MODES;
  private readonly records: (LmsRecord | null)[] = [];
  private session: Scorm12Session | null = null;
  private current = 0;

  constructor(private readonly opening: Opening) {}

  async recall(): Promise<void> {
    const stores = this.opening.boot.items.map((_, index) => this.store(index));
    this.records.splice(0, this.records.length, ...(await Promise.all(stores.map((store) => store.load()))));
  }

  async launch(move: Move, number: number): Promise<Session | null> {
    this.keep();
    const index = typeof move === "number" ? move : this.current;
    const item = this.opening.boot.items[index];
    if (!item) return null;
    const { learner, mode, events } = this.opening;
    const store = this.store(index);
    const record = await loadNewer(store, this.records[index] ?? null);
    const launched = { item, learner, mode, record, store, number };
    this.session = new Scorm12Session(launched, (call) => events.call(call), index);
    this.current = index;
    return this.session;
  }

  leaving(): void {}

  heard(): null {
    return null;
  }

  async reset(): Promise<void> {
    this.session = null;
    this.records[this.current] = null;
    await this.store(this.current).clear();
  }

  entries(): Entry[] {
    this.keep();
    const { items } = this.opening.boot;
    const statuses = items.map((_, index) => this.records[index]?.values[STATUS] ?? "");
    const known = new Map(items.map((item, index) => [item.id, statuses[index] || "not attempted"]));
    return items.map(({ id, title, facts }, index) => {
      const free = mayEnter(facts["prerequisites"] ?? "", (item) => known.get(item) ?? "not attempted");
      const hidden = facts["isvisible"] === "false";
      const state = hidden ? "hidden" : free || index === this.current ? "open" : "disabled";
      return { title: title || id, status: statuses[index] ?? "", state };
    });
  }

  moves(): { continue: boolean; previous: boolean } {
    return { continue: false, previous: false };
  }

  private keep(): void {
    if (this.session) this.records[this.session.index] = this.session.record;
  }

  private store(index: number): RecordStore<LmsRecord> {
    return new RecordStore(this.opening.learner, this.opening.boot.items[index]?.id ?? "");
  }
}
