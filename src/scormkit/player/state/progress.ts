import type { CourseData, PageData, TestData } from "../course";
import type { Objective, Status, Success } from "../lms";
import { answered } from "../quiz/given";
import { kindOf } from "../quiz/kinds";
import type { StateRecord, TestRecord } from "./record";

/** `seen`: what is left is asked of nobody; `open`: something that counts is left. */
export type PageState = "unseen" | "seen" | "open" | "done";

/** How far a learner's record is from what the course asks. */
export class Progress {
  constructor(
    private readonly course: CourseData,
    private readonly record: StateRecord,
  ) {}

  /** Share of what is asked that is done, 0..1; 1 only if everything is. */
  share(): number {
    const [done, asked] = this.count(this.course.pages);
    return asked ? done / asked : 1;
  }

  completed(module?: string): boolean {
    const pages = this.course.pages.filter((page) => !module || page.module === module);
    const [done, asked] = this.count(pages);
    return done === asked;
  }

  pageState(page: PageData): PageState {
    if (this.known(page.module)) return "done";
    if (!this.record.pages.has(page.key)) return "unseen";
    const { completion } = this.course;
    const tasks = page.tasks.some(({ key }) => !this.record.tasks.has(key));
    const videos = page.videos.some(({ key }) => !this.record.videos.has(key));
    const test = page.test !== null && !this.testOf(page.test)?.passed;
    const counts =
      (tasks && completion.tasks) || (videos && completion.videos > 0) || (test && this.asks(page.test!));
    if (counts) return "open";
    return tasks || videos || test ? "seen" : "done";
  }

  /**
   * Failing is reported only where the course says so, and only when no attempt is left to a test:
   * some LMSs let nobody in again after it (P14).
   */
  status(): Status {
    const success = this.success();
    if (this.completed()) return success === "passed" ? "passed" : "completed";
    return success === "failed" ? "failed" : "incomplete";
  }

  /** What the tests say, of the whole course or of one module, where passing them is asked for. */
  success(module?: string): Success {
    const tests = this.testsOf(module).filter((test) => this.asks(test.id));
    if (!tests.length) return "unknown";
    if (tests.every((test) => this.record.tests.get(test.key)?.passed)) return "passed";
    const failed = this.course.onFail === "failed" && tests.some((test) => this.failed(test));
    return failed ? "failed" : "unknown";
  }

  /** One for each module; a module that the pretest showed to be known is passed, wherever it is. */
  objectives(): Objective[] {
    const own = this.course.modules.map(({ id, wire, title }): Objective => ({
      id: wire,
      title,
      completed: this.completed(id),
      success: this.known(id) ? "passed" : this.success(id),
      score: this.score(id),
    }));
    const elsewhere = (this.course.pretest?.modules ?? [])
      .filter(({ wire }) => own.every(({ id }) => id !== wire))
      .map(({ id, wire, title }): Objective => {
        const known = this.known(id);
        return { id: wire, title, completed: known, success: known ? "passed" : "unknown", score: null };
      });
    return [...own, ...elsewhere];
  }

  /** Whether the pretest showed that a module needs not be read. */
  known(module: string): boolean {
    const { pretest, tests } = this.course;
    const test = tests.find(({ id }) => id === pretest?.test);
    const asked = pretest?.modules.find(({ id }) => id === module)?.questions ?? [];
    const record = test && this.record.tests.get(test.key);
    if (!test || !asked.length || record?.phase !== "finished") return false;
    return asked.every((id) => isRight(test, record, id));
  }

  /**
   * Percent: the best attempts of all tests, weighted by the points each can bring; a test not
   * finished yet counts as nothing, and a pretest only where it is the one test there is. Where the
   * final test decides alone, the course's score is its own. `null` before the first finished attempt.
   */
  score(module?: string): number | null {
    let points = 0;
    let most = 0;
    let any = false;
    const tests = this.testsOf(module);
    const { pretest, final } = this.course;
    const counted = tests.filter(({ id }) =>
      final?.alone && !module ? id === final.test : id !== pretest?.test,
    );
    for (const test of counted.length ? counted : tests) {
      const best = this.record.tests.get(test.key)?.best ?? null;
      const weight = fullPoints(test);
      any ||= best !== null;
      points += ((best ?? 0) / 100) * weight;
      most += weight;
    }
    return any && most ? Math.round((points / most) * 10000) / 100 : null;
  }

  /** Done and asked, in pages, tasks, videos and tests. */
  private count(all: readonly PageData[]): [done: number, asked: number] {
    const { completion } = this.course;
    const pages = all.filter(({ module }) => !this.known(module));
    const tasks = completion.tasks ? pages.flatMap((page) => page.tasks) : [];
    const videos = pages.flatMap((page) => page.videos);
    const tests = pages.flatMap((page) => page.test ?? []).filter((id) => this.asks(id));
    const enough = Math.ceil((videos.length * completion.videos) / 100);
    const watched = videos.filter(({ key }) => this.record.videos.has(key)).length;
    let done = Math.min(watched, enough);
    done += tasks.filter(({ key }) => this.record.tasks.has(key)).length;
    done += tests.filter((id) => this.testOf(id)?.passed).length;
    if (!completion.pages) return [done, tasks.length + enough + tests.length];
    done += pages.filter(({ key }) => this.record.pages.has(key)).length;
    return [done, tasks.length + enough + tests.length + pages.length];
  }

  /** Whether passing a test is asked for; nobody has to pass a pretest. */
  private asks(test: string): boolean {
    const { completion, pretest, final } = this.course;
    return completion.test && test !== pretest?.test && (!final?.alone || test === final.test);
  }

  private testsOf(module?: string): TestData[] {
    const { pages, tests } = this.course;
    if (!module) return tests;
    return tests.filter((test) => pages.some((p) => p.test === test.id && p.module === module));
  }

  private testOf(id: string): TestRecord | undefined {
    const test = this.course.tests.find((one) => one.id === id);
    return test && this.record.tests.get(test.key);
  }

  private failed(test: TestData): boolean {
    const record = this.record.tests.get(test.key);
    if (!record || record.passed || record.phase !== "finished") return false;
    return !test.attempts || record.attempts >= test.attempts;
  }
}

function isRight({ questions }: TestData, { drawn }: TestRecord, id: string): boolean {
  const question = questions.find((one) => one.id === id);
  const drawnOne = drawn.find(({ key }) => key === question?.key);
  const given = question && drawnOne ? answered(question, drawnOne.given) : null;
  return given !== null && kindOf(question!).share(question!, given) === 1;
}

/** The points of a whole attempt; of a drawn one, what it brings on average. */
function fullPoints({ questions, draw }: TestData): number {
  const all = questions.reduce((sum, { points }) => sum + points, 0);
  return draw && draw < questions.length ? (all * draw) / questions.length : all;
}
