// One launch of one SCO of SCORM 1.2: the object `API`.

import { Scorm12API } from "scorm-again/scorm12";
import type { Call, Outcome } from "../../session";
import { ScormSession } from "../api";
import type { Launched, Verb } from "../api";
import { checkAnswer, checkGet, checkSet } from "./strict";
import { launchValues, outcome } from "./values";

export class Scorm12Session extends ScormSession {
  readonly apis: Record<string, object>;
  readonly api: Record<string, (...args: string[]) => string>;
  protected readonly inner: Scorm12API;

  constructor(launched: Launched, oncall: (call: Call) => void, readonly index = 0) {
    super(launched, oncall);
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
    this.kept["cmi.core.total_time"] = values["cmi.core.total_time"] ?? "";
    const given = Object.entries(values).filter(([, value]) => value !== "");
    this.inner.loadFromFlattenedJSON(Object.fromEntries(given));
    this.api = this.makeApi();
    this.apis = launched.item.kind === "sco" ? { API: this.api } : {};
  }

  outcome(): Outcome {
    return outcome(this.values());
  }

  protected named(verb: Verb): string {
    return verb === "Terminate" ? "LMSFinish" : `LMS${verb}`;
  }

  protected general(): string {
    return "101";
  }

  protected refusal(verb: Verb, first: string, second: string): string {
    if (verb === "Initialize") return first !== "" ? "201" : this.state === "new" ? "0" : "101";
    if (this.state !== "open") return "301";
    if (verb === "GetValue") return checkGet(first, (array) => this.count(array));
    if (verb === "SetValue") {
      const code = checkSet(first, second, (array) => this.count(array));
      return code === "0" ? this.answerRefusal(first, second) : code;
    }
    return first === "" ? "0" : "201";
  }

  /** How an answer is written depends on the type, so that has to be told before. */
  private answerRefusal(element: string, value: string): string {
    const found = /^(cmi\.interactions\.\d+)\.(student_response|correct_responses\.\d+\.pattern)$/.exec(element);
    if (!found) return "0";
    const kind = this.flat().find(([name]) => name === `${found[1]}.type`)?.[1];
    return kind ? checkAnswer(kind, value) : "405";
  }

  protected override begin(): string {
    const result = super.begin();
    // scorm-again takes any status in a record for one that the course has set in this session.
    this.inner.statusSetByModule = this.inner.cmi.core.lesson_status !== "not attempted";
    return result;
  }

  protected override get(element: string): string {
    if (element === "cmi.core.lesson_mode" && this.launched.mode === "empty") return "";
    return super.get(element);
  }

  protected override set(element: string, value: string): string {
    const result = super.set(element, value);
    const own = element === "cmi.core.session_time" || element === "cmi.core.exit";
    if (own && result === "true") this.kept[element] = value;
    return result;
  }
}
