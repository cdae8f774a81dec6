// A local LMS around a course: launches its items, keeps its records, shows what passes between them.
// Tests and curious people reach everything by `window.previewLms`.

import { openCourse } from "./courses";
import { Panel } from "./page/panel";
import type { Boot, Call, Course, Fault, Mode, Move, Outcome, Session } from "./session";

declare global {
  interface Window {
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
  private course: Course;
  private launches = 0;
  private drawing = 0;

  constructor(private boot: Boot) {
    this.course = this.enter();
    const { faults, modes } = this.course;
    this.panel = new Panel(boot, faults, modes, {
      relaunch: () => void this.relaunch(),
      reset: () => void this.reset(),
      newLearner: () => void this.newLearner(),
      launch: (move) => void this.launch(move),
      setMode: (mode) => void this.setMode(mode),
      setFault: (fault) => void this.setFault(fault),
      setStandard: (standard) => void this.setStandard(standard),
    });
    this.panel.showProblems(boot.problems);
    const events = new EventSource("/events");
    events.addEventListener("message", (event) => this.renew(JSON.parse(event.data)));
    events.addEventListener("call", (event) => {
      const call = this.course.heard(JSON.parse(event.data));
      if (call) this.note(call);
    });
  }

  /** The calls that a strict LMS does not take. */
  errors(): Call[] {
    return this.log.filter((call) => call.bad);
  }

  /** The data model as it stands now. */
  cmi(): Record<string, string> {
    return this.session?.values() ?? {};
  }

  outcome(): Outcome | null {
    return this.session?.outcome() ?? null;
  }

  entries(): ReturnType<Course["entries"]> {
    return this.course.entries();
  }

  moves(): ReturnType<Course["moves"]> {
    return this.course.moves();
  }

  /** Leave the running item as a learner does who closes it, and start one with what was kept. */
  async launch(move: Move = "resume"): Promise<void> {
    this.takeAway();
    this.launches += 1;
    const session = await this.course.launch(move, this.launches);
    this.session = session;
    this.panel.clear();
    if (!session) return this.showText(this.boot.items.length ? "choose" : "nothing");
    session.fault = this.fault;
    this.current = session.index;
    this.offer(session);
    this.open(session);
    this.draw();
  }

  relaunch(): Promise<void> {
    return this.launch();
  }

  /** Forget this learner's attempt. */
  async reset(): Promise<void> {
    const index = this.current;
    this.takeAway();
    this.session = null;
    await this.course.reset();
    await this.launch(this.course.entries().length > 1 ? index : "resume");
  }

  async newLearner(): Promise<void> {
    this.takeAway();
    this.session = null;
    this.learner = String(Number(this.learner) + 1);
    sessionStorage.setItem("learner", this.learner);
    await this.start();
  }

  async setMode(mode: Mode): Promise<void> {
    this.takeAway();
    this.mode = mode;
    this.course = this.enter();
    await this.course.recall();
    await this.launch(this.current);
  }

  /** Takes effect on the next call; whether there is an API at all, on the next launch. */
  async setFault(fault: Fault): Promise<void> {
    this.fault = fault;
    if (this.session) this.session.fault = fault;
    await fetch(`/fault/${fault}`, { method: "POST" });
  }

  /** Look at the course as another of the standards that it was built for. */
  async setStandard(standard: string): Promise<void> {
    this.takeAway();
    const answer = await fetch(`/standard/${standard}`, { method: "POST" });
    if (answer.ok) location.reload();
  }

  async start(): Promise<void> {
    this.course = this.enter();
    await this.course.recall();
    await this.launch();
  }

  private enter(): Course {
    const events = {
      call: (call: Call) => this.note(call),
      ended: (next: Move | "left" | null) => this.follow(next),
    };
    const { boot, learner, mode } = this;
    return openCourse({ boot, learner, mode, fault: () => this.fault, events });
  }

  /** What the course asked for when it ended; not from within its own last call. */
  private follow(next: Move | "left" | null): void {
    if (next === null) return this.draw();
    setTimeout(() => {
      if (next !== "left") return void this.launch(next);
      this.takeAway();
      this.showText("left");
    });
  }

  private takeAway(): void {
    if (this.session) this.course.leaving(this.session);
    document.querySelector("#stage iframe")?.remove();
    for (const name of Object.keys(this.session?.apis ?? {})) Reflect.deleteProperty(window, name);
  }

  private offer(session: Session): void {
    if (this.fault === "no-api") return;
    const come = () => {
      if (this.session === session) Object.assign(window, session.apis);
    };
    if (this.fault === "late-api") setTimeout(come, LATE);
    else come();
  }

  private open(session: Session): void {
    if (session.own) return this.showText("own", session.href);
    const frame = document.createElement("iframe");
    const item = this.boot.items[session.index];
    frame.title = `${this.panel.words.course}: ${item?.title || this.boot.title}`;
    frame.allow = "fullscreen; autoplay; encrypted-media; picture-in-picture";
    frame.src = new URL(session.href, new URL("/course/", location.href)).href;
    document.getElementById("stage")?.replaceChildren(frame);
  }

  private showText(key: "nothing" | "choose" | "left" | "own", href = ""): void {
    const text = document.createElement("p");
    text.textContent = this.panel.words[key];
    if (href) {
      const link = document.createElement("a");
      [link.href, link.target, link.textContent] = [`/course/${href}`, "_blank", this.boot.title];
      text.append(" ", link);
    }
    document.getElementById("stage")?.replaceChildren(text);
    this.draw();
  }

  private note(call: Call): void {
    this.log.push(call);
    this.panel.add(call);
    // A burst of calls is drawn once; not in a frame of animation, which a hidden tab never gets.
    if (!this.drawing) this.drawing = window.setTimeout(() => this.draw(), 50);
  }

  private draw(): void {
    this.drawing = 0;
    const outcome = this.outcome();
    const { words } = this.panel;
    const facts = [
      `${words.who} ${this.learner}`,
      `${words.session} ${this.launches}`,
      `${words.commits}: ${this.session?.commits() ?? 0}`,
      `${words.status}: ${outcome ? [outcome.completion, outcome.success].join(", ") : "–"}`,
      `${words.score}: ${outcome?.score ?? "–"}`,
    ];
    this.panel.showValues(this.cmi());
    this.panel.show({
      title: this.boot.title || "scormkit",
      entries: this.course.entries(),
      current: this.session ? this.current : -1,
      moves: this.course.moves(),
      facts: facts.join(" · "),
    });
  }

  private renew(boot: Boot): void {
    this.panel.showProblems(boot.problems);
    if (boot.version === this.boot.version || boot.problems.length) return;
    if (boot.standard !== this.boot.standard) return location.reload();
    this.takeAway();
    this.boot = boot;
    this.course = this.enter();
    const move = boot.items.length > 1 ? Math.min(this.current, boot.items.length - 1) : "resume";
    void this.course.recall().then(() => this.launch(move));
  }
}

const boot = JSON.parse(document.getElementById("boot")?.textContent ?? "{}") as Boot;
window.previewLms = new PreviewLms(boot);
void window.previewLms.start();
