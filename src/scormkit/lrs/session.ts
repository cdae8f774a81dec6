import type { CourseData } from "../player/course";
import type { Launch, Report, Snapshot, Trouble } from "../player/lms";
import { accountOf } from "./launch";
import type { Agent } from "./launch";
import { StateDocument } from "./document";
import { Author } from "./statements";
import type { Context, Result, Said, Statement } from "./statements";
import { MOST_STATEMENTS, weigh } from "./transport";
import type { Lrs, Outcome } from "./transport";
import { extensions } from "./vocabulary.json";

const AGAIN = 1_000;
/** So many reports wait in the LRS at most; the browser's journal has them all. */
const MOST_WAITING = 100;

/** A fact that is told once; its name tells it from others. */
export type Verdict = Said & { name: string };

/** How a standard speaks of the activity that was launched. */
export interface Dialect {
  first(): Said;
  last(snapshot: Snapshot): Said;
  /** In the order in which they are to be told; `leaving` says that it is the last time. */
  verdicts(snapshot: Snapshot, told: Told, leaving: boolean): Verdict[];
}

export interface Told {
  /** Whether something of this name was ever told, or may have been. */
  said(name: string): boolean;
  /** Tests and attempts at them that were seen in this session. */
  attempts: string;
}

/** What a session has to know of itself after the page is loaded again. */
export interface Memory {
  started: Date;
  greeted: boolean;
  over: boolean;
}

export interface SessionStart {
  course: CourseData;
  lrs: Lrs;
  actor: Agent;
  /** The actor as requests name it. */
  agent: string;
  registration: string;
  /** The id of the launched activity. */
  activity: string;
  template: Context;
  memory: Memory;
  /** Called when the memory has changed. */
  remember(memory: Memory): void;
  mode: Launch["mode"];
}

/** One learner's session with an LRS: what is to be told, what was taken, what the state is. */
export class Session {
  readonly author: Author;
  readonly document: StateDocument;
  /** Ids of the statements that are dealt with. */
  private readonly settled = new Set<string>();
  /** Ids of the statements that were sent, whatever came of it. */
  private readonly tried = new Set<string>();
  /** Ids of the statements that are made of reports. */
  private readonly reported = new Set<string>();
  private readonly verdicts = new Map<string, Statement>();
  private readonly names = new Map<string, string>();
  private readonly attempts = new Map<string, number>();
  private backlog: Report[] = [];
  private closed = false;

  constructor(
    readonly start: SessionStart,
    private readonly dialect: Dialect,
  ) {
    const { course, lrs, actor, agent, registration, activity, template, memory } = start;
    const { started } = memory;
    this.author = new Author({ course, actor, registration, started, template });
    const place = { activityId: activity, agent, ...(registration && { registration }) };
    this.document = new StateDocument(lrs, place);
  }

  /** Reads what was kept and greets the LRS; `null` if nothing can be known. */
  async open(): Promise<Launch | null> {
    const { document } = this;
    if (!(await document.load())) {
      await new Promise((resolve) => setTimeout(resolve, AGAIN));
      if (!(await document.load())) return null;
    }
    this.backlog = document.kept.queue;
    const unsure = Object.entries(document.kept.unsure);
    await Promise.all(unsure.map(([name, id]) => this.verify(name, id)));
    document.kept.unsure = {};
    if (!this.start.memory.over) await this.send(this.greeting());
    const { actor, mode } = this.start;
    const { state, location, status } = document.kept;
    return { mode, learner: actor.name ?? "", account: accountOf(actor), state, location, status };
  }

  async save(snapshot: Snapshot): Promise<Trouble> {
    if (this.closed) return "no-lms";
    const { over } = this.start.memory;
    const taken = !over && (await this.send(this.waiting(snapshot, false)));
    if (this.closed) return "no-lms";
    const queue = this.unsettled(snapshot);
    if (taken) this.backlog = [];
    const kept = await this.document.write(snapshot, queue);
    // Over is over: the results wait in the document for the next launch, and the learner is told.
    return over ? "no-lms" : taken && kept ? "none" : "refused";
  }

  async read(): Promise<string> {
    if (!(await this.document.load())) throw new Error("the LRS did not answer");
    return this.document.kept.state;
  }

  /** Everything at once, the last words in one request; settles when the LRS has answered. */
  async close(snapshot: Snapshot): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    const { lrs, memory, mode, remember } = this.start;
    const { document } = this;
    lrs.hurry();
    const over = memory.over;
    memory.over = true;
    remember(memory);
    const writes = mode === "normal";
    const waiting = over ? [] : this.waiting(snapshot, true).filter(({ id }) => !lrs.flying.has(id));
    if (!over) waiting.push(this.author.say(this.dialect.last(snapshot)));
    const again = waiting.filter(({ id }) => this.tried.has(id));
    for (const [name, { id }] of this.verdicts) if (!this.settled.has(id)) document.kept.unsure[name] = id;
    let text = document.text(snapshot, []);
    const room = lrs.room - (writes ? weigh(text) : 0) - weigh(JSON.stringify(again));
    const fresh = this.fitting(waiting.filter(({ id }) => !this.tried.has(id)), room);
    const whole = document.text(snapshot, this.unsettled(snapshot));
    if (weigh(whole) - weigh(text) < room - weigh(JSON.stringify(fresh))) text = whole;
    // What was sent before may be there already, and must not keep the LRS from taking the rest.
    await Promise.all([
      this.send(again), this.send(fresh), writes ? document.leave(text) : undefined,
    ]);
  }

  private async send(statements: Statement[]): Promise<boolean> {
    for (const { id } of statements) this.tried.add(id);
    const closing = this.closed;
    const halted = (): boolean => this.closed !== closing;
    return this.start.lrs.store(statements, (one, outcome) => this.settle(one, outcome), halted);
  }

  private settle({ id }: Statement, outcome: Outcome): void {
    this.settled.add(id);
    const { memory, remember } = this.start;
    const { kept } = this.document;
    if (!memory.greeted && id === this.greeting()[0]?.id) {
      memory.greeted = true;
      // Not wanted from the first word on: nothing of this session will be.
      memory.over ||= outcome === "forbidden";
      remember(memory);
    }
    const name = this.names.get(id);
    if (name === undefined) return;
    if (outcome === "stored") kept.sent.push(name);
    // A session that is no longer wanted, or a fact that is known: the next session looks (C5-036).
    if (outcome === "forbidden") kept.unsure[name] = id;
  }

  private greeting(): Statement[] {
    const { memory } = this.start;
    return memory.greeted ? [] : [this.author.say(this.dialect.first())];
  }

  /** All that is to be told and was not taken, in the order in which it happened. */
  private waiting(snapshot: Snapshot, leaving: boolean): Statement[] {
    const greeting = this.greeting();
    if (this.start.mode !== "normal") return greeting.filter(({ id }) => !this.settled.has(id));
    const reports = [...this.backlog, ...snapshot.reports];
    for (const report of reports) this.notice(report);
    const told = reports.map((report) => this.author.report(report));
    for (const { id } of told) this.reported.add(id);
    const all = [...greeting, ...told, ...this.judge(snapshot, leaving)];
    const once = new Map(all.map((statement) => [statement.id, statement]));
    return [...once.values()].filter(({ id }) => !this.settled.has(id));
  }

  private judge(snapshot: Snapshot, leaving: boolean): Statement[] {
    const { sent, unsure } = this.document.kept;
    const attempts = [...this.attempts].map(([test, n]) => `${test}:${n}`).join(" ");
    const said = (name: string): boolean =>
      [...sent, ...Object.keys(unsure), ...this.verdicts.keys()].some((one) => one.startsWith(name));
    const facts = [
      ...this.progress(snapshot),
      ...this.modules(snapshot),
      ...this.dialect.verdicts(snapshot, { said, attempts }, leaving),
    ];
    return facts.filter(({ name }) => !sent.includes(name)).map((fact) => this.verdict(fact));
  }

  /** Made once: what is sent again is the same to the last letter. */
  private verdict(fact: Verdict): Statement {
    const statement = this.verdicts.get(fact.name) ?? this.author.say(fact);
    this.verdicts.set(fact.name, statement);
    this.names.set(statement.id, fact.name);
    return statement;
  }

  /** Every tenth of the way, and no finer: a store is not to be flooded (P50). */
  private progress({ progress }: Snapshot): Verdict[] {
    const percent = Math.floor(progress * 10 + 1e-9) * 10;
    if (!percent) return [];
    const object = this.author.activities.root(this.start.activity);
    const result = { extensions: { [extensions.progress]: percent } };
    const name = `progressed ${percent}`;
    return [{ name, verb: "progressed", object, at: new Date(), facts: [percent], result }];
  }

  /** Of the modules of a course with several. */
  private modules({ objectives }: Snapshot): Verdict[] {
    if (objectives.length < 2) return [];
    return objectives.flatMap(({ id, title, completed, success, score }) => {
      const { activity: object, parent } = this.author.activities.module(id, title);
      const say = (verb: "completed" | "passed", result: Result): Verdict => ({
        name: `module ${id} ${verb}`, verb, object, parent, at: new Date(), result,
      });
      return [
        ...(success === "passed" ? [say("passed", { success: true, ...scored(score) })] : []),
        ...(completed ? [say("completed", { completion: true })] : []),
      ];
    });
  }

  private notice(report: Report): void {
    if (report.type !== "answered") return;
    const { test, attempt } = report;
    this.attempts.set(test, Math.max(attempt, this.attempts.get(test) ?? 0));
  }

  private unsettled(snapshot: Snapshot): Report[] {
    const waiting = new Map(
      [...this.backlog, ...snapshot.reports].map((report) => [this.author.report(report).id, report]),
    );
    for (const id of this.settled) waiting.delete(id);
    return [...waiting.values()].slice(0, MOST_WAITING);
  }

  /** As much as one request may be that outlives the page: of the reports the oldest. */
  private fitting(statements: Statement[], room: number): Statement[] {
    const size = (statement: Statement): number => weigh(JSON.stringify(statement)) + 1;
    const needed = statements.filter(({ id }) => !this.reported.has(id));
    let bytes = needed.reduce((sum, statement) => sum - size(statement), room - 2);
    let places = MOST_STATEMENTS - needed.length;
    return statements.filter((statement) => {
      if (!this.reported.has(statement.id)) return true;
      bytes -= size(statement);
      places -= 1;
      return bytes >= 0 && places >= 0;
    });
  }

  /** Whether what was told at the last goodbye has arrived. */
  private async verify(name: string, id: string): Promise<void> {
    const { status } = await this.start.lrs.get("statements", { statementId: id });
    if (status === 200) this.document.kept.sent.push(name);
  }
}

/** Percent as xAPI's score. */
export function scored(score: number | null): Pick<Result, "score"> {
  if (score === null) return {};
  return { score: { scaled: Math.round(score * 100) / 10_000, raw: score, min: 0, max: 100 } };
}
