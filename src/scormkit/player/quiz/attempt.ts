import type { ChoiceData, PageData, QuestionData, TargetData, TestData } from "../course";
import type { Interaction, Report } from "../lms";
import { emptyTest } from "../state/record";
import type { DrawnQuestion, Phase, TestRecord, TimeRecord } from "../state/record";
import { drawQuestions, mix, orderChoices, orderTargets } from "./draw";
import { answered, kept } from "./given";
import { kindOf } from "./kinds";

/** A test as a learner goes through it; everything is read from the record, so it never goes stale. */
export interface TestRun {
  readonly data: TestData;
  readonly phase: Phase;
  /** Number of the running or the last attempt, from 1; 0 before the first. */
  readonly attempt: number;
  /** Attempts that can still be begun; `null` is without limit. */
  readonly attemptsLeft: number | null;
  /** Passed in any attempt so far. */
  readonly passed: boolean;
  /** Percent of the attempt that counts. */
  readonly best: number | null;
  /** Index of the question shown. */
  readonly position: number;
  /** The pages to be done before the first attempt. */
  readonly waits: PageData[];
  /** A question with an answer, its choices as a seed orders them. */
  read(drawn: DrawnQuestion, seed: number): RunQuestion;
  /** The questions that the running or the last attempt asked, in the order shown. */
  questions(): RunQuestion[];
  go(index: number): void;
  /** Takes ids of what is chosen, or what is written; nothing takes an answer back. */
  answer(question: string, given: string[]): RunQuestion;
  finish(): TestResult;
  /** Of the last finished attempt. */
  result(): TestResult | null;
  /** Begins the first attempt or a further one, if there is one left. */
  start(): void;
  /** Judges a finished attempt again, to which another tab gave answers in the same instant. */
  settle(): void;
}

export interface RunQuestion {
  data: QuestionData;
  /** In the order shown. */
  choices: ChoiceData[];
  targets: TargetData[];
  /** Ids of what is chosen, or what is written; `null`: not answered. */
  given: string[] | null;
  points: number | null;
  /** `noted` is what is answered and not scored. */
  outcome: "correct" | "partial" | "incorrect" | "noted" | null;
}

export interface TestResult {
  percent: number;
  points: number;
  max: number;
  passed: boolean;
  /** Percent needed to pass. */
  needed: number;
  questions: RunQuestion[];
}

/** What a test asks of the learner's record. */
export interface TestHost {
  /** Number of the attempt at the course. */
  readonly lineage: number;
  recordOf(test: TestData): TestRecord | undefined;
  store(test: TestData, record: TestRecord): void;
  report(report: Report): void;
  /** The pages to be done before a test can be begun. */
  waits(test: TestData): PageData[];
}

export class Attempt implements TestRun {
  /** When the learner came to the question shown. */
  private shown = Date.now();
  private readonly latencies = new Map<number, number>();

  constructor(
    readonly data: TestData,
    private readonly host: TestHost,
  ) {}

  get phase(): Phase {
    return this.record.phase;
  }

  get attempt(): number {
    return this.record.attempts;
  }

  get attemptsLeft(): number | null {
    return this.data.attempts ? Math.max(0, this.data.attempts - this.record.attempts) : null;
  }

  get passed(): boolean {
    return this.record.passed;
  }

  get best(): number | null {
    return this.record.best;
  }

  get position(): number {
    return Math.max(0, Math.min(this.record.position, this.record.drawn.length - 1));
  }

  get waits(): PageData[] {
    return this.phase === "new" ? this.host.waits(this.data) : [];
  }

  questions(): RunQuestion[] {
    return this.all();
  }

  go(index: number): void {
    const { drawn } = this.record;
    if (index === this.position || index < 0 || index >= drawn.length) return;
    this.shown = Date.now();
    this.change({ position: index });
  }

  answer(id: string, given: string[]): RunQuestion {
    const { drawn, seed } = this.record;
    const data = this.data.questions.find((question) => question.id === id);
    const before = drawn.find(({ key }) => key === data?.key);
    if (!data || !before || this.phase !== "running") throw new Error(`no question ${id} to answer`);
    const after = { key: data.key, given: kept(data, given) };
    if (String(after.given) === String(before.given)) return this.read(before, seed);
    this.latencies.set(data.key, (Date.now() - this.shown) / 1000);
    if (this.data.feedback === "immediate") this.report(this.read(after, seed));
    this.change({ drawn: drawn.map((question) => (question === before ? after : question)) });
    return this.read(after, seed);
  }

  finish(): TestResult {
    if (this.phase !== "running") throw new Error(`test ${this.data.id} is not running`);
    if (this.data.feedback !== "immediate") this.questions().forEach((q) => this.report(q));
    this.change({ phase: "finished", ...this.outcome(this.score()) });
    return this.score();
  }

  result(): TestResult | null {
    return this.phase === "finished" ? this.score() : null;
  }

  start(): void {
    if (this.phase === "running" || this.attemptsLeft === 0 || this.waits.length) return;
    const attempts = this.record.attempts + 1;
    // Two tabs that begin an attempt in the same instant draw the same (P9).
    const seed = mix(this.host.lineage + attempts, this.data.key) >>> 8;
    this.shown = Date.now();
    this.latencies.clear();
    this.change({
      attempts,
      phase: "running",
      position: 0,
      seed,
      ...this.begun(seed),
    });
  }

  settle(): void {
    if (this.phase === "finished") Object.assign(this.record, this.outcome(this.score()));
  }

  /** What an attempt begins with. */
  protected begun(seed: number): Pick<TestRecord, "drawn" | "time"> {
    return { drawn: drawQuestions(this.data, seed).map(({ key }) => ({ key, given: null })), time: [] };
  }

  /** What a finished attempt leaves. */
  protected outcome({ percent, passed }: TestResult): Pick<TestRecord, "best" | "passed"> {
    const { record } = this;
    return { best: Math.max(record.best ?? 0, percent), passed: record.passed || passed };
  }

  /** Percent needed to pass. */
  protected needed(_max: number): number {
    return this.data.passPercent;
  }

  /** The questions of the attempt, also those that need not be asked again. */
  protected all(): RunQuestion[] {
    const { drawn, seed } = this.record;
    return drawn.map((question) => this.read(question, seed));
  }

  protected get record(): TestRecord {
    return this.host.recordOf(this.data) ?? emptyTest();
  }

  protected change(part: Partial<TestRecord>): void {
    this.host.store(this.data, { ...this.record, ...part });
  }

  read(drawn: DrawnQuestion, seed: number): RunQuestion {
    const data = this.data.questions.find((question) => question.key === drawn.key)!;
    const given = answered(data, drawn.given);
    const finished = this.phase === "finished";
    const share = given ? kindOf(data).share(data, given) : finished ? 0 : null;
    return {
      data,
      choices: orderChoices(data, seed),
      targets: orderTargets(data, seed),
      given,
      points: share === null ? null : share * data.points,
      outcome: !data.points
        ? given && "noted"
        : share === null ? null : share === 1 ? "correct" : share > 0 ? "partial" : "incorrect",
    };
  }

  /** The only place where a test is judged: by the whole of what was drawn (P5, P17, P18). */
  private score(): TestResult {
    const questions = this.all();
    const max = questions.reduce((sum, { data }) => sum + data.points, 0);
    const points = questions.reduce((sum, question) => sum + (question.points ?? 0), 0);
    const percent = max ? Math.round((points / max) * 10000) / 100 : 0;
    const needed = this.needed(max);
    return { percent, points, max, passed: percent >= needed, needed, questions };
  }

  private report({ data, given, outcome, points }: RunQuestion): void {
    if (!given) return;
    const { type, correct, said, apart } = kindOf(data);
    const told: Interaction = {
      type: "answered",
      id: data.wire,
      test: this.data.id,
      attempt: this.attempt,
      kind: type,
      correct: correct(data),
      given: said ? said(data, given) : given,
      choices: data.choices.map(({ id }) => id),
      targets: (data.targets ?? []).map(({ id }) => id),
      result: outcome === "correct",
      share: data.points ? (points ?? 0) / data.points : 0,
      weight: data.points,
      latency: this.latencies.get(data.key) ?? 0,
      at: new Date(),
      text: data.text,
    };
    (apart ? apart(told, data) : [told]).forEach((one) => this.host.report(one));
  }
}

/** Makes an old record fit the test of this build: what it knows no more is left out. */
export function fit(found: TestRecord, test: TestData): TestRecord {
  const drawn: DrawnQuestion[] = [];
  const record = test.time === undefined ? { ...found, time: [] as TimeRecord } : found;
  for (const one of record.drawn) {
    const question = test.questions.find(({ key }) => key === one.key);
    if (!question) continue;
    const given = answered(question, one.given);
    drawn.push({ ...one, given: given && kept(question, given) });
  }
  if (drawn.length || record.phase === "new") return { ...record, drawn };
  const begun = record.phase === "running" ? 1 : 0;
  return { ...record, drawn, phase: "new", attempts: record.attempts - begun };
}
