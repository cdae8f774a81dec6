import type { ChoiceData, PageData, QuestionData, TargetData, TestData } from "../course";
import type { Interaction, Report } from "../lms";
import { emptyTest, random24 } from "../state/record";
import type { DrawnQuestion, Phase, TestRecord } from "../state/record";
import { drawQuestions, orderChoices, orderTargets } from "./draw";
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
  /** Percent of the best attempt. */
  readonly best: number | null;
  /** Index of the question shown. */
  readonly position: number;
  /** The pages to be done before the first attempt. */
  readonly waits: PageData[];
  /** A question with an answer, its choices as a seed orders them. */
  read(drawn: DrawnQuestion, seed: number): RunQuestion;
  /** The questions drawn for the running or the last attempt, in the order shown. */
  questions(): RunQuestion[];
  go(index: number): void;
  /** Takes ids of what is chosen, or what is written; nothing takes an answer back. */
  answer(question: string, given: string[]): RunQuestion;
  finish(): TestResult;
  /** Of the last finished attempt. */
  result(): TestResult | null;
  /** Begins the first attempt or a further one, if there is one left. */
  start(): void;
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
    const { drawn, seed } = this.record;
    return drawn.map((question) => this.read(question, seed));
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
    const { best, passed } = this.record;
    const result = this.score();
    this.change({
      phase: "finished",
      best: Math.max(best ?? 0, result.percent),
      passed: passed || result.passed,
    });
    return this.score();
  }

  result(): TestResult | null {
    return this.phase === "finished" ? this.score() : null;
  }

  start(): void {
    if (this.phase === "running" || this.attemptsLeft === 0 || this.waits.length) return;
    let seed = random24();
    if (seed === this.record.seed) seed ^= 1;
    this.shown = Date.now();
    this.latencies.clear();
    this.change({
      attempts: this.record.attempts + 1,
      phase: "running",
      position: 0,
      seed,
      drawn: drawQuestions(this.data, seed).map(({ key }) => ({ key, given: null })),
    });
  }

  private get record(): TestRecord {
    return this.host.recordOf(this.data) ?? emptyTest();
  }

  private change(part: Partial<TestRecord>): void {
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
    const questions = this.questions();
    const max = questions.reduce((sum, { data }) => sum + data.points, 0);
    const points = questions.reduce((sum, question) => sum + (question.points ?? 0), 0);
    const percent = max ? Math.round((points / max) * 10000) / 100 : 0;
    const needed = this.data.passPercent;
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
export function fit(record: TestRecord, test: TestData): TestRecord {
  const drawn: DrawnQuestion[] = [];
  for (const { key, given } of record.drawn) {
    const question = test.questions.find((q) => q.key === key);
    if (!question) continue;
    drawn.push({ key, given: answered(question, given) && given });
  }
  if (drawn.length || record.phase === "new") return { ...record, drawn };
  const begun = record.phase === "running" ? 1 : 0;
  return { ...record, drawn, phase: "new", attempts: record.attempts - begun };
}
