// One launch of one item: the object `API` that a course finds, made of scorm-again, strict rules on
// top of it, the faults that real LMSs have, and a log of every call.

import { Scorm12API } from "scorm-again/scorm12";
import type { Item, LmsRecord, Mode, RecordStore } from "./record";
import { launchValues } from "./record";
import { checkAnswer, checkGet, checkSet } from "./strict";

export const FAULTS = ["none", "refuse", "forget", "lose", "throw", "slow", "no-api", "late-api"] as const;
export type Fault = (typeof FAULTS)[number];

export interface Call {
  number: number;
  at: number; // seconds since the launch
  call: string;
  element: string;
  value: string;
  result: string;
  code: string;
  milliseconds: number;
  session: number;
}

export interface Launched {
  item: Item;
  learner: string;
  mode: Mode;
  record: LmsRecord | null;
  store: RecordStore;
  number: number;
}

const DELAY = 1.5;
const FUNCTIONS = [
  "LMSInitialize", "LMSFinish", "LMSGetValue", "LMSSetValue",
  "LMSCommit", "LMSGetLastError", "LMSGetErrorString", "LMSGetDiagnostic",
] as const;
type Name = (typeof FUNCTIONS)[number];
export type Api = Record<Name, (...args: string[]) => string>;

export class Session {
  readonly calls: Call[] = [];
  readonly api: Api;
  record: LmsRecord | null;
  fault: Fault = "none";
  private readonly inner: Scorm12API;
  private readonly started = performance.now();
  private readonly own: Record<string, string> = {};
  private error = "0";
  private state: "new" | "open" | "finished" = "new";

  constructor(readonly launched: Launched, private readonly oncall: (call: Call) => void) {
    this.record = launched.record;
    this.inner = new Scorm12API({
      autocommit: false,
      logLevel: "NONE",
      lmsCommitUrl: "here",
      dataCommitFormat: "flattened",
      mastery_override: true,
      autoCompleteLessonStatus: true,
      httpService: { processHttpRequest: () => this.store(), updateSettings: () => undefined },
    });
    const values = launchValues(launched.record, launched.item, launched.learner, launched.mode);
    // scorm-again writes spans of time its own way; an LMS gives them back as they were.
    this.own["cmi.core.total_time"] = values["cmi.core.total_time"] ?? "";
    const given = Object.entries(values).filter(([, value]) => value !== "");
    this.inner.loadFromFlattenedJSON(Object.fromEntries(given));
    this.api = Object.fromEntries(
      FUNCTIONS.map((name) => [name, (...args: string[]) => this.answer(name, args)]),
    ) as Api;
  }

  get open(): boolean {
    return this.state === "open";
  }

  /** The data model as the LMS holds it now. */
  values(): Record<string, string> {
    const flat = this.inner.getFlattenedCMI() as Record<string, unknown>;
    const told = Object.entries(flat).filter(([, value]) => typeof value !== "object"); // empty arrays
    const texts = told.map(([name, value]) => [name, String(value ?? "")] as const);
    return { ...Object.fromEntries(texts.filter(([, value]) => value !== "")), ...this.own };
  }

  private answer(name: Name, args: string[]): string {
    const from = performance.now();
    if (this.fault === "throw") {
      this.error = "101";
      this.note(name, args, "(throws)", from);
      throw new Error("the LMS is out of order");
    }
    const result = this.run(name, args);
    if (name !== "LMSGetLastError") this.note(name, args, result, from);
    return result;
  }

  private run(name: Name, [first = "", second = ""]: string[]): string {
    if (name === "LMSGetLastError") return this.error;
    if (name === "LMSGetErrorString") return this.inner.lmsGetErrorString(first);
    if (name === "LMSGetDiagnostic") return this.inner.lmsGetDiagnostic(first || this.error);
    this.error = this.refusal(name, first, second);
    if (this.error !== "0") return name === "LMSGetValue" ? "" : "false";
    if (name === "LMSSetValue" && this.fault === "forget") return "true";
    const result = this.perform(name, first, second);
    this.error = result === "false" ? this.failed() : this.inner.lmsGetLastError();
    return result;
  }

  private failed(): string {
    const code = this.inner.lmsGetLastError();
    return code === "0" ? "101" : code;
  }

  /** What the strict layer objects to before scorm-again is asked; "0" is nothing. */
  private refusal(name: Name, first: string, second: string): string {
    if (name === "LMSInitialize") return first !== "" ? "201" : this.state === "new" ? "0" : "101";
    if (this.state !== "open") return "301";
    if (name === "LMSGetValue") return checkGet(first, (array) => this.count(array));
    if (name === "LMSSetValue") {
      const code = checkSet(first, second, (array) => this.count(array));
      return code === "0" ? this.answerRefusal(first, second) : code;
    }
    return first === "" ? "0" : "201";
  }

  /** How an answer is written depends on the type, so that has to be told before. */
  private answerRefusal(element: string, value: string): string {
    const found = /^(cmi\.interactions\.\d+)\.(student_response|correct_responses\.\d+\.pattern)$/.exec(element);
    if (!found) return "0";
    const kind = (this.inner.getFlattenedCMI() as Record<string, string>)[`${found[1]}.type`];
    return kind ? checkAnswer(kind, value) : "405";
  }

  private count(array: string): number {
    const pattern = new RegExp(`^${array.replace(/\./g, "\\.")}\\.(\\d+)\\.`);
    const numbers = Object.keys(this.inner.getFlattenedCMI()).map((name) => pattern.exec(name)?.[1]);
    return Math.max(-1, ...numbers.filter((n) => n !== undefined).map(Number)) + 1;
  }

  private perform(name: Name, first: string, second: string): string {
    switch (name) {
      case "LMSInitialize":
        return this.begin();
      case "LMSFinish":
        return this.end();
      case "LMSCommit":
        return this.inner.lmsCommit("");
      case "LMSGetValue":
        if (first === "cmi.core.lesson_mode" && this.launched.mode === "empty") return "";
        return this.own[first] ?? String(this.inner.lmsGetValue(first) ?? "");
      default:
        return this.set(first, second);
    }
  }

  private begin(): string {
    const result = this.inner.lmsInitialize("");
    if (result === "true") this.state = "open";
    // scorm-again takes any status in a record for one that the course has set in this session.
    this.inner.statusSetByModule = this.inner.cmi.core.lesson_status !== "not attempted";
    return result;
  }

  private end(): string {
    const result = this.inner.lmsFinish("");
    if (result === "true") this.state = "finished";
    return result;
  }

  private set(element: string, value: string): string {
    const result = this.inner.lmsSetValue(element, value);
    const kept = element === "cmi.core.session_time" || element === "cmi.core.exit";
    if (kept && result === "true") this.own[element] = value;
    return result;
  }

  /** A commit. The record of a learner who only looks is not touched. */
  private store(): { result: string; errorCode: number } {
    if (this.fault === "refuse") return { result: "false", errorCode: 101 };
    const looking = this.launched.mode === "browse" || this.launched.mode === "review";
    if (looking || this.fault === "lose" || this.fault === "forget") return { result: "true", errorCode: 0 };
    const record = { values: this.values(), commits: (this.record?.commits ?? 0) + 1 };
    if (!this.launched.store.save(record, this.fault === "slow" ? DELAY : 0)) {
      return { result: "false", errorCode: 101 };
    }
    this.record = record;
    return { result: "true", errorCode: 0 };
  }

  private note(call: string, [element = "", value = ""]: string[], result: string, from: number): void {
    const noted: Call = {
      number: this.calls.length + 1,
      at: (from - this.started) / 1000,
      call,
      element: String(element),
      value: String(value),
      result,
      code: this.error,
      milliseconds: performance.now() - from,
      session: this.launched.number,
    };
    this.calls.push(noted);
    this.oncall(noted);
  }
}
