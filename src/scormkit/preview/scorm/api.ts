// The object that a SCO finds, made of scorm-again, strict rules on top of it, the faults that real
// LMSs have, and a log of every call; the same for both generations of SCORM.

import type { Call, Fault, Item, Mode } from "../session";
import type { LmsRecord, Saver } from "./records";

export const VERBS = [
  "Initialize", "Terminate", "GetValue", "SetValue",
  "Commit", "GetLastError", "GetErrorString", "GetDiagnostic",
] as const;
export type Verb = (typeof VERBS)[number];

export interface Launched {
  item: Item;
  learner: string;
  mode: Mode;
  record: LmsRecord | null;
  store: Saver<LmsRecord>;
  number: number;
}

/** What of scorm-again is used here. */
export interface Inner {
  lastErrorCode: string;
  lmsInitialize(nothing?: string): string;
  lmsFinish(nothing?: string): string;
  lmsGetValue(element: string): unknown;
  lmsSetValue(element: string, value: string): string;
  lmsCommit(nothing?: string): string;
  lmsGetLastError(): string;
  lmsGetErrorString(code: string): string;
  lmsGetDiagnostic(code: string): string;
  getFlattenedCMI(): unknown;
}

const DELAY = 1.5; // s: how slow a slow LMS is

export abstract class ScormSession {
  readonly calls: Call[] = [];
  readonly own = false;
  readonly href: string;
  readonly number: number;
  record: LmsRecord | null;
  fault: Fault = "none";
  protected state: "new" | "open" | "finished" = "new";
  /** Values that scorm-again would write its own way, or keeps to itself. */
  protected readonly kept: Record<string, string> = {};
  protected error = "0";
  private readonly started = performance.now();

  constructor(readonly launched: Launched, private readonly oncall: (call: Call) => void) {
    this.record = launched.record;
    this.href = launched.item.href;
    this.number = launched.number;
  }

  protected abstract readonly inner: Inner;
  /** The name that a function has in this standard. */
  protected abstract named(verb: Verb): string;
  /** What the strict layer objects to before scorm-again is asked; "0" is nothing. */
  protected abstract refusal(verb: Verb, first: string, second: string): string;
  /** The error of a call that failed without one. */
  protected abstract general(verb: Verb): string;

  get open(): boolean {
    return this.state === "open";
  }

  /** Whether the learner only looks: nothing that happens is kept. */
  get looking(): boolean {
    return this.launched.mode === "browse" || this.launched.mode === "review";
  }

  commits(): number {
    return this.record?.commits ?? 0;
  }

  /** The data model as the LMS holds it now. */
  values(): Record<string, string> {
    const texts = this.flat().filter(([, value]) => value !== "");
    return { ...Object.fromEntries(texts), ...this.kept };
  }

  protected makeApi(): Record<string, (...args: string[]) => string> {
    return Object.fromEntries(
      VERBS.map((verb) => [this.named(verb), (...args: string[]) => this.answer(verb, args)]),
    );
  }

  protected flat(): [element: string, value: string][] {
    const flat = this.inner.getFlattenedCMI() as Record<string, unknown>;
    const told = Object.entries(flat).filter(([, value]) => typeof value !== "object"); // empty arrays
    return told.map(([name, value]) => [name, String(value ?? "")]);
  }

  /** How many entries an array has. */
  protected count(array: string): number {
    const pattern = new RegExp(`^${array.replace(/\./g, "\\.")}\\.(\\d+)\\.`);
    const numbers = this.flat().map(([name]) => pattern.exec(name)?.[1]);
    return Math.max(-1, ...numbers.filter((n) => n !== undefined).map(Number)) + 1;
  }

  private answer(verb: Verb, args: string[]): string {
    const from = performance.now();
    if (this.fault === "throw") {
      this.error = "101";
      this.note(verb, args, "(throws)", from);
      throw new Error("the LMS is out of order");
    }
    const result = this.run(verb, args);
    if (verb !== "GetLastError") this.note(verb, args, result, from);
    if (verb === "Terminate" && result === "true") this.goodbye();
    return result;
  }

  private run(verb: Verb, [first = "", second = ""]: string[]): string {
    if (verb === "GetLastError") return this.error;
    if (verb === "GetErrorString") return this.inner.lmsGetErrorString(first);
    if (verb === "GetDiagnostic") return this.inner.lmsGetDiagnostic(first || this.error);
    this.error = this.refusal(verb, first, second);
    if (this.error !== "0") return verb === "GetValue" ? "" : "false";
    if (verb === "SetValue" && this.fault === "forget") return "true";
    this.inner.lastErrorCode = "0";
    const result = this.perform(verb, first, second);
    const code = String(this.inner.lmsGetLastError());
    this.error = result === "false" && code === "0" && verb !== "GetValue" ? this.general(verb) : code;
    return result;
  }

  private perform(verb: Verb, first: string, second: string): string {
    switch (verb) {
      case "Initialize":
        return this.begin();
      case "Terminate":
        return this.end();
      case "Commit":
        return this.inner.lmsCommit("");
      case "GetValue":
        return this.get(first);
      default:
        return this.set(first, second);
    }
  }

  protected begin(): string {
    const result = this.inner.lmsInitialize("");
    if (result === "true") this.state = "open";
    return result;
  }

  protected end(): string {
    const result = this.inner.lmsFinish("");
    if (result === "true") this.state = "finished";
    return result;
  }

  /** Nothing passes any more. */
  protected goodbye(): void {}

  protected get(element: string): string {
    return this.kept[element] ?? String(this.inner.lmsGetValue(element) ?? "");
  }

  protected set(element: string, value: string): string {
    return this.inner.lmsSetValue(element, value);
  }

  /** A commit. The record of a learner who only looks is not touched. */
  protected store(): { result: string; errorCode: number } {
    if (this.fault === "refuse") return { result: "false", errorCode: Number(this.general("Commit")) };
    const lost = this.fault === "lose" || this.fault === "forget";
    if (this.looking || lost) return { result: "true", errorCode: 0 };
    const record = { values: this.values(), commits: this.commits() + 1 };
    if (!this.launched.store.save(record, this.fault === "slow" ? DELAY : 0)) {
      return { result: "false", errorCode: Number(this.general("Commit")) };
    }
    this.record = record;
    return { result: "true", errorCode: 0 };
  }

  /** Whether a code tells of a mistake of the course. */
  protected mistake(_verb: Verb, code: string): boolean {
    return code !== "0";
  }

  private note(verb: Verb, [element = "", value = ""]: string[], result: string, from: number): void {
    const noted: Call = {
      number: this.calls.length + 1,
      at: (from - this.started) / 1000,
      call: this.named(verb),
      element: String(element),
      value: String(value),
      result,
      code: this.error,
      bad: this.mistake(verb, this.error),
      milliseconds: performance.now() - from,
      session: this.launched.number,
    };
    this.calls.push(noted);
    this.oncall(noted);
  }
}
