import type { CourseData, Keyed, PageData, TestData } from "./course";
import type { Launch, Lms, Objective, Playing, Report, Snapshot, Status } from "./lms";
import { Attempt, fit } from "./quiz/attempt";
import type { TestHost, TestRun } from "./quiz/attempt";
import { Clock } from "./state/clock";
import { decode, encode } from "./state/codec";
import { Journal, choose } from "./state/journal";
import type { Store } from "./state/journal";
import { Order } from "./state/order";
import { Progress } from "./state/progress";
import type { PageState } from "./state/progress";
import { emptyTest, higher } from "./state/record";
import type { StateRecord, TestRecord } from "./state/record";
import { Saving } from "./state/saving";
import type { SavingHost } from "./state/saving";
import { Tabs, within } from "./state/tabs";
import type { Message } from "./state/tabs";

/** What a session begins with. */
interface Opening {
  course: CourseData;
  /** `null`: there is no LMS. */
  launch: Launch | null;
  lms: Lms;
  storage: Store | null;
}

/** A learner on the way through a course: all that a view may ask and tell. */
export class Learner implements TestHost, SavingHost {
  /** What a test is taken with; the script for exams puts more in its place. */
  static Run = Attempt;
  readonly course: CourseData;
  readonly mode: Launch["mode"];
  readonly name: string;
  /** The learner wants no sound unasked. */
  readonly muted: boolean;
  /** The browser's own store, for what the LMS need not know. */
  readonly storage: Store | null;
  /** The way back to the LMS, if it told one. */
  readonly exit: (() => void) | undefined;
  /** The learner was here before. */
  readonly resumed: boolean;
  /** The id of the page the learner is on. */
  page: string;
  readonly saving: Saving;
  /** Sums up answers by objective, where questions have one. */
  aims: (() => Objective[]) | undefined;
  private record: StateRecord;
  /** Seconds of earlier sessions. */
  private earlier: number;
  private readonly clock: Clock;
  private readonly tabs: Tabs;
  private readonly runs = new Map<string, Attempt>();
  private readonly listeners: (() => void)[] = [];
  private readonly leaving: (() => void)[] = [];

  /** Asks the LMS and the journal where the learner is, and goes on from there. */
  static async open(course: CourseData, lms: Lms, storage: Store | null): Promise<Learner> {
    const launch = await lms.start();
    const learner = new Learner({ course, launch, lms, storage });
    learner.visit(learner.page);
    learner.tabs.tell(learner.record);
    return learner;
  }

  private constructor({ course, launch, lms, storage }: Opening) {
    this.storage = storage;
    const key = journalKey(course, launch);
    const journal = storage && key ? new Journal(storage, key) : null;
    const entry = journal?.read() ?? null;
    const { record, replayed } = choose(launch?.state ?? "", entry, launch !== null);
    this.course = course;
    this.clock = new Clock(course.idle);
    this.mode = launch?.mode ?? "normal";
    this.name = launch?.learner ?? "";
    this.muted = launch?.muted ?? false;
    this.exit = launch ? lms.exit : undefined;
    this.record = known(record, course);
    this.record.status = higher(record.status, launch?.status || "incomplete");
    this.earlier = record.seconds;
    const place =
      course.pages.find(({ key }) => key === record.page) ??
      course.pages.find(({ id }) => id === launch?.location);
    this.resumed = place !== undefined || record.counter > 0;
    this.page = (place ?? course.pages[0]!).id;
    const taken = entry?.taken === true || (launch !== null && decode(launch.state) !== null);
    const writes = this.mode === "normal";
    this.saving = new Saving(launch && lms, writes ? journal : null, this, {
      reports: replayed ? (entry?.reports ?? []) : [],
      taken,
      writes,
    });
    this.tabs = new Tabs(writes ? course.id : null, (told) => void this.adopt(told[0], told));
    if (replayed) this.saving.request();
  }

  /** Number of the attempt at the course. */
  get lineage(): number {
    return this.record.lineage;
  }

  /** Where on the page the learner is, 0..1 of its height; saved with whatever is saved next. */
  get scroll(): number {
    return this.record.scroll;
  }

  set scroll(fraction: number) {
    const moved = Math.max(0, Math.min(1, fraction));
    if (moved === this.record.scroll) return;
    this.record.scroll = moved;
    this.saving.touch();
  }

  /** The day of the certificate, counted from 1970; 0 before there is one. */
  get day(): number {
    return this.record.day;
  }

  set day(day: number) {
    this.record.day = day;
    this.changed();
  }

  visit(id: string): void {
    const page = this.course.pages.find((one) => one.id === id);
    if (!page || !this.reachable(id)) return;
    if (this.record.page === page.key && this.record.pages.has(page.key)) return;
    if (this.record.page !== page.key) this.record.scroll = 0;
    this.page = id;
    this.record.page = page.key;
    if (!this.record.pages.has(page.key)) {
      this.report({ type: "experienced", id, title: page.title, at: new Date() });
    }
    this.record.pages.add(page.key);
    this.changed();
  }

  seen(page: string): boolean {
    return this.record.pages.has(this.pageOf(page).key);
  }

  /** Whether the order of the course lets the learner onto a page. */
  reachable(page: string): boolean {
    return this.order.reachable(this.pageOf(page));
  }

  confirm(task: string, done: boolean): void {
    this.mark(this.record.tasks, thing(this.course, "tasks", task).key, done);
  }

  confirmed(task: string): boolean {
    return this.record.tasks.has(thing(this.course, "tasks", task).key);
  }

  /** `local` says that the video is a file of the course. */
  watch(video: string, done: boolean, local = false): void {
    const { key, title } = thing(this.course, "videos", video);
    if (done && !this.record.videos.has(key)) {
      this.report({ type: "watched", id: video, title, local, at: new Date() });
    }
    this.mark(this.record.videos, key, done);
  }

  /** Something happened to a video that is played; it goes out with whatever is saved next (P50). */
  play(video: string, event: Omit<Playing, "type" | "id" | "title">): void {
    const { title } = thing(this.course, "videos", video);
    this.report({ type: "playing", id: video, title, ...event });
    this.saving.touch();
  }

  watched(video: string): boolean {
    return this.record.videos.has(thing(this.course, "videos", video).key);
  }

  pageState(page: string): PageState {
    return this.asked.pageState(this.pageOf(page));
  }

  /** Share of what the course asks that is done, 0..1. */
  progress(): number {
    return this.asked.share();
  }

  /** Whether the course, or one module of it, has all it asks. */
  completed(module?: string): boolean {
    return this.asked.completed(module);
  }

  /** The best status ever reached: it never goes down. */
  status(): Status {
    return this.record.status;
  }

  /** Percent, or `null` before the first finished test. */
  score(): number | null {
    return this.asked.score();
  }

  test(id: string): TestRun {
    const data = asked(this.course).find((test) => test.id === id);
    if (!data) throw new Error(`no test ${id}`);
    const run = this.runs.get(id) ?? new Learner.Run(data, this);
    this.runs.set(id, run);
    return run;
  }

  /** Calls back after any change of progress or of saving. */
  onchange(listener: () => void): void {
    this.listeners.push(listener);
  }

  /** Calls back before goodbye is said to the LMS. */
  onleave(listener: () => void): void {
    this.leaving.push(listener);
  }

  /** Everything to the LMS now, the time too: the page goes out of sight and may not come back. */
  save(): Promise<void> {
    this.saving.touch();
    return this.saving.save();
  }

  /** Says goodbye to the LMS; whatever changes later is kept for the next launch. */
  leave(): void {
    for (const listener of this.leaving) listener();
    this.saving.close();
    this.clock.stop();
    this.tabs.close();
  }

  // What tests and saving ask of their host.

  recordOf(test: TestData): TestRecord | undefined {
    return this.record.tests.get(test.key);
  }

  store(test: TestData, record: TestRecord): void {
    const before = this.record.tests.get(test.key) ?? emptyTest();
    // What an attempt begins with is no answer: it must not outdo one that another tab has to it (P9).
    const touched = record.drawn.filter(
      (question, n) => record.attempts === before.attempts && question !== before.drawn[n],
    );
    this.record.tests.set(test.key, record);
    this.changed(test.key, ...touched.map(({ key }) => within(test.key, key, record.attempts)));
  }

  waits(test: TestData): PageData[] {
    return this.order.waits(test);
  }

  report(report: Report): void {
    this.saving.report(report);
  }

  snapshot(): Omit<Snapshot, "reports"> {
    const seconds = this.clock.seconds();
    this.record.seconds = Math.round(this.earlier + seconds);
    const { status } = this.record;
    return {
      state: encode(this.record),
      location: this.page,
      status,
      completed: status === "completed" || status === "passed",
      success: status === "passed" ? "passed" : this.asked.success(),
      progress: this.progress(),
      score: this.score(),
      seconds,
      objectives: this.asked.objectives(),
      aims: this.aims?.(),
    };
  }

  adopt(state: string, told?: Message): boolean {
    const found = decode(state);
    const { lineage, counter, page, scroll, seconds } = this.record;
    if (found?.lineage !== lineage || (!told && found.counter < counter)) return false;
    const theirs = { ...known(found, this.course), page, scroll, seconds };
    const last = this.course.tests.filter(({ counted }) => counted === "last");
    const both = this.tabs.merge(this.record, theirs, last, told?.[1]);
    const gained = encode(both) !== encode(this.record);
    const lacking = encode(both) !== encode(theirs);
    this.record = both;
    this.earlier = Math.max(this.earlier, found.seconds - this.clock.seconds());
    // A state with the same counter or a greater one is out there that knows less.
    const apart = (gained && counter >= found.counter) || (lacking && found.counter >= counter);
    if (apart) this.settle();
    if (lacking && (gained || !told?.[2])) this.tabs.tell(both, true);
    if (gained || apart) {
      this.saving.request();
      this.told();
    }
    return gained || !lacking;
  }

  /** There was a sign of the learner. */
  wake(): void {
    this.clock.wake();
  }

  told(): void {
    for (const listener of this.listeners) listener();
  }

  /** Judges what two tabs did in the same instant: each knew a part of it only. */
  private settle(): void {
    for (const { id } of this.course.tests) this.test(id).settle();
    this.record.counter += 1;
    this.record.status = higher(this.record.status, this.asked.status());
  }

  private get order(): Order {
    return new Order(this.course, this.record, this.asked);
  }

  private get asked(): Progress {
    return new Progress(this.course, this.record);
  }

  private mark(keys: Set<number>, key: number, done: boolean): void {
    if (keys.has(key) === done) return;
    if (done) keys.add(key);
    else keys.delete(key);
    this.changed(key);
  }

  private changed(...things: number[]): void {
    this.record.counter += 1;
    this.tabs.touch(this.record.counter, things);
    this.record.status = higher(this.record.status, this.asked.status());
    this.saving.request();
    this.tabs.tell(this.record);
    this.told();
  }

  private pageOf(id: string): PageData {
    const page = this.course.pages.find((one) => one.id === id);
    if (!page) throw new Error(`no page ${id}`);
    return page;
  }
}

/** A record without the keys that this build of the course does not have. */
function known(record: StateRecord, course: CourseData): StateRecord {
  const among = (keys: Set<number>, things: Keyed[]): Set<number> =>
    new Set(things.map(({ key }) => key).filter((key) => keys.has(key)));
  const tests = asked(course).flatMap((test): [number, TestRecord][] => {
    const found = record.tests.get(test.key);
    return found ? [[test.key, fit(found, test)]] : [];
  });
  return {
    ...record,
    pages: among(record.pages, course.pages),
    tasks: among(record.tasks, course.pages.flatMap((page) => page.tasks)),
    videos: among(record.videos, course.pages.flatMap((page) => page.videos)),
    tests: new Map(tests),
  };
}

/** The tests, and the checks of all pages as one. */
function asked({ tests, checks }: CourseData): TestData[] {
  return checks ? [...tests, checks] : tests;
}

function thing<K extends "tasks" | "videos">(
  course: CourseData,
  kind: K,
  id: string,
): PageData[K][number] {
  const all = course.pages.flatMap((page): PageData[K][number][] => page[kind]);
  const found = all.find((one) => one.id === id);
  if (!found) throw new Error(`nothing in ${kind} called ${id}`);
  return found;
}

/**
 * The journal's place, one for each learner and document. An LMS that does not say who the learner
 * is gets none: on a shared machine it would hand one learner's answers to another.
 */
function journalKey(course: CourseData, launch: Launch | null): string | null {
  const learner = launch ? launch.account || launch.learner : "-";
  return learner ? `scormkit:${course.id}:${course.modules[0]?.id ?? ""}:${learner}` : null;
}
