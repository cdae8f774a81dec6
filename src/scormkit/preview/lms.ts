// A local LMS around a course: launches its items, keeps its records, shows what passes between them.
// Tests and curious people reach everything by `window.previewLms`.

import { Panel } from "./page/panel";
import type { Item, LmsRecord, Mode } from "./record";
import { RecordStore } from "./record";
import type { Api, Call, Fault } from "./session";
import { Session } from "./session";

interface Boot {
  version: number;
  title: string;
  language: string;
  items: Item[];
  problems: string[];
}

declare global {
  interface Window {
    API?: Api;
    previewLms: PreviewLms;
  }
}

const LATE = 1500; // ms: how much later than the course the late API comes

class PreviewLms {
  readonly log: Call[] = [];
  fault: Fault = "none";
  mode: Mode = "normal";
  learner = sessionStorage.getItem("learner") ?? "1";
  session: Session | null = null;
  current = 0;
  private readonly panel: Panel;
  private readonly records: (LmsRecord | null)[] = [];
  /** The item of the session; while another one is being opened, not the current one. */
  private running = 0;
  private launches = 0;
  private drawing = 0;

  constructor(private boot: Boot) {
    this.panel = new Panel(boot.language, {
      relaunch: () => void this.relaunch(),
      reset: () => void this.reset(),
      newLearner: () => void this.newLearner(),
      launch: (index) => void this.launch(index),
      setMode: (mode) => void this.setMode(mode),
      setFault: (fault) => this.setFault(fault),
    });
    this.panel.showProblems(boot.problems);
    new EventSource("/events").addEventListener("message", (event) => this.renew(JSON.parse(event.data)));
  }

  errors(): Call[] {
    return this.log.filter((call) => call.code !== "0");
  }

  /** The data model as it stands now. */
  cmi(): Record<string, string> {
    return this.session?.values() ?? {};
  }

  /** What the LMS would still know if this window burnt down. */
  record(): LmsRecord | null {
    return this.records[this.current] ?? null;
  }

  /** Leave the running item as a learner does who closes it, and start one with what was kept. */
  async launch(index = this.current): Promise<void> {
    document.querySelector("#stage iframe")?.remove();
    delete window.API;
    this.keep();
    this.current = index;
    const item = this.boot.items[index];
    if (!item) return this.showNothing();
    const store = new RecordStore(this.learner, item.id);
    const record = await this.load(store, index);
    this.launches += 1;
    this.panel.clear();
    const launched = { item, learner: this.learner, mode: this.mode, record, store, number: this.launches };
    const session = new Session(launched, (call) => this.note(call));
    session.fault = this.fault;
    this.session = session;
    this.running = index;
    this.offer(session, item);
    this.open(item);
    this.draw();
  }

  /** Fetch what is known of this learner, for the list of items. */
  async recall(): Promise<void> {
    const stores = this.boot.items.map((item) => new RecordStore(this.learner, item.id));
    this.records.splice(0, this.records.length, ...(await Promise.all(stores.map((store) => store.load()))));
  }

  /** The server knows; but the beacon of a course that just left may not have arrived there yet. */
  private async load(store: RecordStore, index: number): Promise<LmsRecord | null> {
    const stored = await store.load();
    const kept = this.records[index] ?? null;
    return (kept?.commits ?? 0) > (stored?.commits ?? 0) ? kept : stored;
  }

  relaunch(): Promise<void> {
    return this.launch();
  }

  /** Forget this learner's attempt at the running item. */
  async reset(): Promise<void> {
    document.querySelector("#stage iframe")?.remove();
    this.session = null;
    const item = this.boot.items[this.current];
    if (item) await new RecordStore(this.learner, item.id).clear();
    this.records[this.current] = null;
    await this.launch();
  }

  async newLearner(): Promise<void> {
    document.querySelector("#stage iframe")?.remove();
    this.session = null;
    this.records.length = 0;
    this.learner = String(Number(this.learner) + 1);
    sessionStorage.setItem("learner", this.learner);
    await this.launch();
  }

  async setMode(mode: Mode): Promise<void> {
    this.mode = mode;
    await this.launch();
  }

  /** Takes effect on the next call; whether there is an API at all, on the next launch. */
  setFault(fault: Fault): void {
    this.fault = fault;
    if (this.session) this.session.fault = fault;
  }

  private offer(session: Session, item: Item): void {
    if (!item.scorm || this.fault === "no-api") return;
    const come = () => {
      if (this.session === session) window.API = session.api;
    };
    if (this.fault === "late-api") setTimeout(come, LATE);
    else come();
  }

  private open(item: Item): void {
    const frame = document.createElement("iframe");
    frame.title = `${this.panel.say("course")}: ${item.title || this.boot.title}`;
    frame.allow = "fullscreen; autoplay; encrypted-media; picture-in-picture";
    frame.src = `/course/${item.href}`;
    document.getElementById("stage")?.replaceChildren(frame);
  }

  private showNothing(): void {
    const text = document.createElement("p");
    text.textContent = this.panel.say("nothing");
    document.getElementById("stage")?.replaceChildren(text);
    this.draw();
  }

  private keep(): void {
    if (this.session) this.records[this.running] = this.session.record;
  }

  private note(call: Call): void {
    this.log.push(call);
    this.panel.add(call);
    // A burst of calls is drawn once; not in a frame of animation, which a hidden tab never gets.
    if (!this.drawing) this.drawing = window.setTimeout(() => this.draw(), 50);
  }

  private draw(): void {
    this.drawing = 0;
    this.keep();
    const values = this.cmi();
    const status = (index: number) => this.records[index]?.values["cmi.core.lesson_status"] ?? "";
    const facts = [
      `${this.panel.words.who} ${this.learner}`,
      `${this.panel.words.session} ${this.launches}`,
      `${this.panel.words.commits}: ${this.record()?.commits ?? 0}`,
      `${this.panel.words.status}: ${values["cmi.core.lesson_status"] ?? ""}`,
      `${this.panel.words.score}: ${values["cmi.core.score.raw"] ?? "–"}`,
    ];
    this.panel.showValues(values);
    this.panel.show({
      title: this.boot.title || "scormkit",
      items: this.boot.items,
      current: this.current,
      statuses: this.boot.items.map((_, index) => status(index)),
      facts: facts.join(" · "),
    });
  }

  private renew(boot: Boot): void {
    this.panel.showProblems(boot.problems);
    if (boot.version === this.boot.version || boot.problems.length) return;
    this.boot = boot;
    void this.launch(Math.min(this.current, boot.items.length - 1));
  }
}

async function begin(boot: Boot): Promise<void> {
  const lms = new PreviewLms(boot);
  window.previewLms = lms;
  await lms.recall();
  await lms.launch(0);
}

const boot = JSON.parse(document.getElementById("boot")?.textContent ?? "{}") as Boot;
void begin(boot);
