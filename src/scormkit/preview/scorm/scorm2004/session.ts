// One launch of one SCO of SCORM 2004: the object `API_1484_11`.

import type { Call, Outcome } from "../../session";
import { ScormSession } from "../api";
import type { Launched, Verb } from "../api";
import type { ItemFacts } from "./manifest";
import { Sequencer } from "./sequencing";
import type { Ended } from "./sequencing";
import { checkGet, checkSet } from "./strict";
import type { Known } from "./strict";
import { launchValues, moveObjectives, outcome, totalTime } from "./values";

/** Error codes by the state that the session is in (RTE 4th Ed., 3.1.7). */
const BEFORE = { Terminate: "112", GetValue: "122", SetValue: "132", Commit: "142" } as const;
const AFTER = { Terminate: "113", GetValue: "123", SetValue: "133", Commit: "143" } as const;
const GENERAL: Partial<Record<Verb, string>> = {
  Initialize: "102", Terminate: "111", GetValue: "301", SetValue: "351", Commit: "391",
};
const KEPT = new Set(["cmi.session_time", "cmi.exit"]);

export class Scorm2004Session extends ScormSession {
  readonly apis: Record<string, object>;
  readonly api: Record<string, unknown>;
  /** The navigation that the LMS began itself: it overrules what the SCO asks for on its way out. */
  overruled = "";
  ended: Ended | null = null;
  protected readonly inner: Sequencer["api"];
  private readonly known: Known = {
    count: (array) => this.count(array),
    value: (element) => this.flat().find(([name, value]) => name === element && value !== "")?.[1],
  };

  constructor(
    launched: Launched,
    readonly sequencer: Sequencer,
    facts: ItemFacts | undefined,
    oncall: (call: Call) => void,
    private readonly onend: (ended: Ended) => void = () => undefined,
    readonly index = 0,
  ) {
    super(launched, oncall);
    this.inner = sequencer.api;
    const values = launchValues(launched.record, facts, launched.learner, launched.mode);
    this.kept["cmi.total_time"] = values["cmi.entry"] === "resume" ? totalTime(launched.record) : "PT0H0M0S";
    const seeded = this.flat().filter(([name]) => /^cmi\.objectives\.\d+\.id$/.test(name));
    const moved = moveObjectives(values, seeded.map(([, id]) => id));
    const given = Object.entries(moved).filter(([, value]) => value !== "");
    this.inner.loadFromFlattenedJSON(Object.fromEntries(given));
    this.api = { version: "1.0", ...this.makeApi() };
    this.apis = launched.item.kind === "sco" ? { API_1484_11: this.api } : {};
  }

  outcome(): Outcome {
    return outcome(this.values());
  }

  /** Take what is committed. */
  commit(): { result: string; errorCode: number } {
    return this.store();
  }

  protected named(verb: Verb): string {
    return verb;
  }

  protected general(verb: Verb): string {
    return GENERAL[verb] ?? "101";
  }

  /** A first look at something that was never set is no mistake. */
  protected override mistake(verb: Verb, code: string): boolean {
    return code !== "0" && !(verb === "GetValue" && code === "403");
  }

  protected refusal(verb: Verb, first: string, second: string): string {
    if (verb === "Initialize") {
      if (this.state !== "new") return this.state === "open" ? "103" : "104";
      return first === "" ? "0" : "201";
    }
    if (this.state !== "open" && verb in BEFORE) {
      return (this.state === "new" ? BEFORE : AFTER)[verb as keyof typeof BEFORE];
    }
    if (verb === "GetValue") return checkGet(first, this.known);
    if (verb === "SetValue") return checkSet(first, second, this.known);
    return first === "" ? "0" : "201";
  }

  protected override get(element: string): string {
    if (element === "cmi.mode" && this.launched.mode === "empty") return "";
    return super.get(element);
  }

  protected override set(element: string, value: string): string {
    const result = super.set(element, value);
    if (KEPT.has(element) && result === "true") this.kept[element] = value;
    return result;
  }

  protected override end(): string {
    if (this.overruled) this.inner.adl.nav.request = this.overruled;
    let result = "false";
    this.ended = this.sequencer.watch(() => (result = super.end()));
    return result;
  }

  protected override goodbye(): void {
    if (this.ended) this.onend(this.ended);
  }
}
