// A package of SCORM 2004 as one learner has it: one activity tree, sequenced; each item with run-time
// data of its own.

import type { Course, Entry, Fault, Item, Mode, Move, Opening, Session } from "../../session";
import { loadNewer, RecordStore } from "../records";
import type { LmsRecord } from "../records";
import { readManifest } from "./manifest";
import type { Manifest } from "./manifest";
import { Sequencer } from "./sequencing";
import type { Ended } from "./sequencing";
import { Scorm2004Session } from "./session";
import { moveObjectives, outcome } from "./values";

const FAULTS: Fault[] = ["none", "refuse", "forget", "lose", "throw", "slow", "no-api", "late-api"];
const MODES: Mode[] = ["normal", "browse", "review", "empty"];
const TREE = "activity tree"; // no identifier has a space in it

/** `running` is the item whose session has begun and not ended. */
interface TreeRecord {
  state: string;
  running: string;
  commits: number;
}

/** What a SCO has told of itself that sequencing takes up. */
const TOLD = /^cmi\.(completion_status|success_status|progress_measure|score\.\w+|objectives\.\d+\.(id|success_status|completion_status|progress_measure|score\.\w+))$/;

export class Scorm2004Course implements Course {
  readonly faults = FAULTS;
  readonly modes = MODES;
  private readonly records = new Map<string, LmsRecord | null>();
  private tree: TreeRecord | null = null;
  private manifest: Manifest | null = null;
  private session: Scorm2004Session | null = null;
  private shown: Sequencer | null = null;

  constructor(private readonly opening: Opening) {}

  async recall(): Promise<void> {
    this.manifest = readManifest(await (await fetch("/course/imsmanifest.xml")).text());
    this.tree = await loadNewer(this.treeStore(), this.tree);
    for (const { id } of this.items) this.records.set(id, await this.store(id).load());
  }

  async launch(move: Move, number: number): Promise<Session | null> {
    this.keep();
    this.tree = await loadNewer(this.treeStore(), this.tree);
    for (const { id } of this.items) {
      this.records.set(id, await loadNewer(this.store(id), this.records.get(id) ?? null));
    }
    const state = this.tidied();
    let session: Scorm2004Session | null = null;
    const sequencer = this.sequencer(state, () => session?.commit() ?? { result: "true", errorCode: 0 });
    const id = this.deliver(sequencer, move);
    this.save({ state: sequencer.state(), running: id ?? "" });
    const index = this.items.findIndex((item) => item.id === id);
    const item = this.items[index];
    this.session = null;
    this.look(sequencer.state());
    if (!item) return null;
    const { learner, mode, events } = this.opening;
    const record = this.records.get(item.id) ?? null;
    const launched = { item, learner, mode, record, store: this.store(item.id), number };
    session = new Scorm2004Session(
      launched, sequencer, this.manifest?.facts.get(item.id),
      (call) => {
        if (call.call === "Commit") this.look(this.endedBy(sequencer.state(), item.id));
        events.call(call);
      },
      (ended) => this.finished(ended), index,
    );
    this.session = session;
    return session;
  }

  /** Whatever the SCO asks for on its way out: the learner has chosen. */
  leaving(session: Session): void {
    if (session instanceof Scorm2004Session) session.overruled = "suspendAll";
  }

  heard(): null {
    return null;
  }

  async reset(): Promise<void> {
    this.session = null;
    this.tree = null;
    this.records.clear();
    await this.treeStore().clear();
    for (const { id } of this.items) await this.store(id).clear();
  }

  entries(): Entry[] {
    this.keep();
    return this.items.map(({ id, title }) => {
      const { completion, success } = outcome(this.records.get(id)?.values ?? {});
      const told = [completion, success].filter((word) => word !== "unknown").join(", ");
      return { title: title || id, status: told, state: this.shown?.stateOf(id) ?? "open" };
    });
  }

  moves(): { continue: boolean; previous: boolean } {
    if (this.items.length < 2 || !this.shown) return { continue: false, previous: false };
    return this.shown.moves();
  }

  /** Resume or start, then go where the learner wants to. */
  private deliver(sequencer: Sequencer, move: Move): string | null {
    const target = typeof move === "number" ? this.items[move]?.id ?? "" : "";
    let here = sequencer.suspended ? sequencer.request("resumeAll") : sequencer.current;
    sequencer.refresh();
    if (!here && !target) return sequencer.request("start");
    if (typeof move === "string" && move !== "resume") here = this.go(sequencer, move, "", here);
    else if (target && target !== here) here = this.go(sequencer, "choice", target, here);
    return here;
  }

  /** Leave an item that is not open any more; where the tree forbids it, stay. */
  private go(sequencer: Sequencer, request: string, target: string, here: string | null): string | null {
    const exit = this.records.get(here ?? "")?.values["cmi.exit"] ?? "";
    return sequencer.request(request, target, exit) ?? (sequencer.current === here ? here : null);
  }

  /** The state of the tree, with a session ended that nobody said goodbye in. */
  private tidied(): string {
    const { state = "", running = "" } = this.tree ?? {};
    return running ? this.endedBy(state, running) : state;
  }

  /** What would become of the tree if the LMS suspended it now, by what the item has committed. */
  private endedBy(state: string, id: string): string {
    const sequencer = this.sequencer(state, () => ({ result: "true", errorCode: 0 }));
    const { api } = sequencer;
    api.lmsInitialize("");
    const objectives = api.cmi.objectives.childArray.map((one) => String(Reflect.get(one, "id")));
    const told = moveObjectives(this.recordOf(id)?.values ?? {}, objectives);
    for (const [element, value] of Object.entries(told)) {
      // "unknown" is what everything is at first: said aloud, it would take back what is known.
      if (TOLD.test(element) && value !== "unknown") api.lmsSetValue(element, value);
    }
    api.adl.nav.request = "suspendAll";
    sequencer.watch(() => api.lmsFinish(""));
    return sequencer.state();
  }

  /** Show the table of contents as it is in this state, once the tree runs again. */
  private look(state: string): void {
    const sequencer = this.sequencer(state, () => ({ result: "true", errorCode: 0 }));
    if (sequencer.suspended) sequencer.request("resumeAll");
    sequencer.refresh();
    this.shown = sequencer;
  }

  private finished(ended: Ended): void {
    const { session } = this;
    if (!session) return;
    this.save({ state: session.sequencer.state(), running: "" });
    this.look(session.sequencer.state());
    if (session.overruled) return;
    const next = this.items.findIndex(({ id }) => id === ended.next);
    this.opening.events.ended(ended.next !== null && next >= 0 ? next : ended.over ? "left" : null);
  }

  private save(part: { state: string; running: string }): void {
    const looking = this.opening.mode === "browse" || this.opening.mode === "review";
    this.tree = { ...part, commits: (this.tree?.commits ?? 0) + 1 };
    if (!looking) this.treeStore().save(this.tree);
  }

  private recordOf(id: string): LmsRecord | null {
    return this.session?.launched.item.id === id ? this.session.record : this.records.get(id) ?? null;
  }

  private keep(): void {
    if (this.session) this.records.set(this.session.launched.item.id, this.session.record);
  }

  private get items(): Item[] {
    return this.opening.boot.items;
  }

  private sequencer(state: string, commit: () => { result: string; errorCode: number }): Sequencer {
    return new Sequencer(this.manifest!.tree, state, commit);
  }

  private store(id: string): RecordStore<LmsRecord> {
    return new RecordStore(this.opening.learner, id);
  }

  private treeStore(): RecordStore<TreeRecord> {
    return new RecordStore(this.opening.learner, TREE);
  }
}
