import assert from "node:assert/strict";
import { mock, test } from "node:test";

import type { CourseData, TestData } from "../../src/scormkit/player/course";
import type { RunQuestion } from "../../src/scormkit/player/quiz/attempt";
import type { ExamRun } from "../../src/scormkit/player/quiz/exam/attempt";
import { limits } from "../../src/scormkit/player/quiz/exam/time";
import { decode } from "../../src/scormkit/player/state/codec";
import { below, pick, random, randomAnswer, randomCourse } from "./courses";
import type { Random } from "./courses";
import { pass, Server, SlowChannel, Tab, WEATHERS } from "./edge";
import { drawnBy, Model, strict, told } from "./model";
import { MemoryStore } from "./worlds";

/** How many times more learners a soak run sends through (`make soak`). */
const LONGER = Number(process.env.SCORMKIT_SOAK ?? 1);
/** Longer than the longest pause before a save is tried again. */
const SETTLED = 130_000;

/** Something that a learner may do. */
type Deed = () => void | Promise<void>;

/** One learner on the way: what happens is decided by the seed alone. */
class Walk {
  readonly next: Random;
  readonly course: CourseData;
  readonly model: Model;
  readonly server: Server;
  readonly log: string[] = [];
  private store: MemoryStore | null;
  private tabs: Tab[] = [];
  /** No other tab was open beside this one: the place is that of one learner, too. */
  private alone = true;
  /** The ids of all answers that an LMS has to be told of, in every attempt; `null`: two tabs were open. */
  private answers: string[] | null = [];
  /** What was changed in a tab and the others have not heard of. */
  private readonly untold = new Set<string>();

  constructor(seed: number) {
    this.next = random(seed);
    this.course = randomCourse(this.next);
    this.model = new Model(this.course);
    const named = this.next() < 0.8;
    this.server = new Server(named ? "ivanov" : "");
    this.store = named ? new MemoryStore() : null;
  }

  async step(): Promise<void> {
    const { next, tabs } = this;
    const what = next();
    if (!tabs.length || (tabs.length === 1 && what > 0.95)) await this.open();
    else if (what < 0.72) await this.act(pick(next, tabs));
    else if (what < 0.82) await this.wait(pick(next, [100, 300, 3_000, 70_000]));
    else if (what < 0.87) this.deliver();
    else if (what < 0.91) this.change();
    else await this.goAway(pick(next, tabs));
    if (SlowChannel.quiet) await this.check();
  }

  /** The LMS is well again, all is saved: it alone has to know everything. */
  async end(): Promise<void> {
    this.server.weather = "fine";
    if (!this.tabs.length) await this.open();
    this.deliver();
    await this.wait(SETTLED);
    await this.check();
    for (const tab of [...this.tabs]) tab.leave();
    this.store = null;
    const last = await Tab.open(this.course, this.server, null, false);
    assert.deepEqual(told(last.learner), this.model.told(), "what the LMS has");
    last.leave();
    const left = [...this.server.answers];
    const missing = this.answers?.filter((id) => !left.includes(id) || !left.splice(left.indexOf(id), 1));
    assert.deepEqual(missing ?? [], [], "answers that the LMS was not told of");
    const { values } = this.server;
    const score = values["cmi.core.score.raw"];
    assert.deepEqual(
      [values["cmi.core.lesson_status"], score === undefined ? null : Number(score)],
      [this.model.word, this.model.score],
    );
  }

  private async act(tab: Tab): Promise<void> {
    const { next, course, model } = this;
    const { learner } = tab;
    const page = pick(next, course.pages);
    const [task, video] = [page.tasks[0], page.videos[0]];
    const deeds: Deed[] = [
      () => {
        if (course.navigation === "linear") this.deliver();
        this.note(`visit ${page.id}`);
        learner.visit(page.id);
        model.visit(page.id);
      },
    ];
    if (task) {
      const done = next() < 0.7;
      deeds.push(() => {
        if (!done || this.untold.has(task.id)) this.deliver();
        this.note(`confirm ${task.id} ${done}`, task.id);
        learner.confirm(task.id, done);
        model.confirm(task.id, done);
        // who has not heard may complete the course with the task as it was, and that stays
        if (!done) this.deliver();
      });
    }
    if (video) {
      deeds.push(() => {
        this.note(`watch ${video.id}`);
        learner.watch(video.id, true);
        model.watch(video.id);
      });
    }
    if (page.test) deeds.push(...this.testing(tab, page.test));
    await pick(next, deeds)();
  }

  private testing(tab: Tab, id: string): Deed[] {
    const { next, course, model } = this;
    const { learner } = tab;
    const test = course.tests.find((one) => one.id === id)!;
    const run = learner.test(id) as ExamRun;
    const start = (): void => {
      this.deliver();
      this.note(`start ${id}`);
      const begins = model.start(test);
      run.start();
      if (begins) model.drew(test, drawnBy(learner, id));
      this.deliver();
    };
    const answer = (): void => {
      if (test.order) this.deliver();
      if (run.phase !== "running") return;
      const question = (test.order ? run.questions()[run.position]! : pick(next, run.questions())).data;
      const given = randomAnswer(next, question);
      const thing = `${id}/${question.id}`;
      if (this.untold.has(thing)) this.deliver();
      this.note(`answer ${thing} ${given.join()}`, thing);
      const before = String(run.questions().find(({ data }) => data === question)!.given);
      const after = run.answer(question.id, given);
      if (test.feedback === "immediate" && after.given && String(after.given) !== before) this.tell([after]);
      model.answer(test, question, given);
    };
    const finish = (): void => {
      this.deliver();
      if (run.phase !== "running" || (test.skip === false && model.open(test))) return;
      this.handIn(tab, test);
    };
    const pace = (): void => {
      this.deliver();
      const index = below(next, 4);
      this.note(`pace ${id} ${index}`);
      run.pace(index);
      model.pace(test, index);
      this.deliver();
    };
    const deeds: Deed[] = [start, start, answer, answer, answer, answer, () => this.go(tab, test)];
    if (next() < 0.3) deeds.push(finish);
    if (test.time !== undefined) deeds.push(pace, () => this.spend(tab, test), () => this.spend(tab, test));
    return deeds;
  }

  private handIn({ learner }: Tab, test: TestData): void {
    const run = learner.test(test.id);
    this.note(`finish ${test.id}`);
    if (test.feedback !== "immediate") this.tell(run.questions().filter(({ given }) => given));
    run.finish();
    this.model.finish(test);
    this.deliver();
  }

  /** Where nothing may be left out, only an answer opens the next question. */
  private go({ learner }: Tab, test: TestData): void {
    const { next, model } = this;
    const run = learner.test(test.id);
    if (strict(test)) this.deliver();
    const onward = next() < 0.5;
    const index = onward ? run.position + 1 : below(next, 6);
    if (test.order && test.skip === false && !run.questions()[run.position]?.given) return;
    this.note(`go ${test.id} ${index}`);
    run.go(index);
    model.go(test, index);
    if (strict(test)) this.deliver();
  }

  /** Time passes in every tab; what is over is handed in, or gone on from, as the view does. */
  private async spend(tab: Tab, test: TestData): Promise<void> {
    const { model } = this;
    this.deliver();
    const run = tab.learner.test(test.id) as ExamRun;
    if (run.phase !== "running") return;
    const seconds = 1 + below(this.next, 25);
    this.note(`spend ${test.id} ${seconds}`);
    if (!this.store) this.server.weather = "fine";
    for (const { learner } of this.tabs) (learner.test(test.id) as ExamRun).spend(seconds);
    await pass(seconds * 1_000);
    for (const { learner } of this.tabs) learner.saving.request();
    model.spend(test, seconds);
    const over = limits(run).find(({ left }) => left <= 0);
    assert.equal(over ? (over.question ? "question" : "test") : null, model.over(test));
    const following = run.position + 1;
    if (over?.question && following < run.questions().length) {
      run.go(following);
      model.go(test, following);
      this.deliver();
    } else if (over) {
      this.handIn(tab, test);
    }
    if (!this.store) await this.wait(SETTLED);
  }

  private async open(): Promise<void> {
    await this.settle();
    this.note("open");
    this.alone = !this.tabs.length;
    if (!this.alone) this.answers = null;
    const tab = await Tab.open(this.course, this.server, this.store);
    this.tabs.push(tab);
    this.model.visit(tab.learner.page);
  }

  /** With goodbye or without. */
  private async goAway(tab: Tab): Promise<void> {
    this.deliver();
    await this.settle();
    const polite = this.next() < 0.5;
    this.note(polite ? "leave" : "cut");
    if (polite) tab.leave();
    else tab.cut();
    this.tabs = this.tabs.filter((one) => one !== tab);
  }

  /** A learner whom the LMS does not name has no journal: then nothing is safe before the LMS has it. */
  private async settle(): Promise<void> {
    if (this.store || !this.tabs.length) return;
    this.server.weather = "fine";
    await this.wait(SETTLED);
  }

  private change(): void {
    this.server.weather = pick(this.next, WEATHERS);
    this.note(this.server.weather);
  }

  private async wait(milliseconds: number): Promise<void> {
    this.note(`wait ${milliseconds}`);
    await pass(milliseconds);
  }

  private deliver(): void {
    SlowChannel.deliver();
    this.untold.clear();
  }

  /** Every tab knows all, and so would whoever opened the course now. */
  private async check(): Promise<void> {
    const expected = this.model.told();
    for (const { learner } of this.tabs) assert.deepEqual(told(learner), expected, "what a tab shows");
    const safe = this.store ?? this.tabs.every(({ learner: { saving } }) => !saving.pending && saving.at);
    if (!safe || !this.tabs.length) return;
    const server = new Server(this.server.account, { ...this.server.values });
    const store = this.store && new MemoryStore(this.store.kept);
    const again = await Tab.open(this.course, server, store, false);
    assert.deepEqual(told(again.learner), expected, "what comes back");
    if (this.alone) {
      const [there, here] = [again, this.tabs[0]!].map(({ learner: one }) => ({
        page: one.page,
        positions: this.course.tests.map(({ id }) => one.test(id).position),
        spent: decode(one.snapshot().state)!.seconds,
      }));
      assert.deepEqual({ ...there, spent: 0 }, { ...here, spent: 0 });
      assert.ok(there!.spent <= here!.spent + 1, "time is not doubled");
    }
    again.leave();
  }

  private tell(questions: RunQuestion[]): void {
    for (const { data, given } of questions) {
      const each = data.choices.filter(({ id, wire }) => wire && given!.includes(id));
      this.answers?.push(...(data.kind === "likert" ? each.map(({ wire }) => wire!) : [data.wire]));
    }
  }

  private note(deed: string, thing?: string): void {
    this.log.push(deed);
    if (thing) this.untold.add(thing);
  }
}

test("whatever happens on the way, nothing that a learner did is lost (P1, P4, P6, P9, P32)", async (t) => {
  t.after(() => mock.timers.reset());
  const chance = t.mock.method(Math, "random");
  for (let seed = 1; seed <= 1200 * LONGER; seed++) {
    chance.mock.mockImplementation(random(seed + 0.5));
    mock.timers.enable({ apis: ["setTimeout", "setInterval", "Date"] });
    const walk = new Walk(seed);
    try {
      for (let step = 0; step < 20; step++) await walk.step();
      await walk.end();
    } catch (error) {
      throw new Error(`seed ${seed}: ${walk.log.join("; ")}\n${String(error)}`, { cause: error });
    } finally {
      mock.timers.reset();
      SlowChannel.closeAll();
    }
  }
});
