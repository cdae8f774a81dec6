import model from "../../src/scormkit/standards/aicc/datamodel.json";
import { AiccLms } from "../../src/scormkit/standards/aicc/lms";
import { MemoryStore } from "./worlds";
import type { World } from "./worlds";

/**
 * `refuse`: says no to everything; `forget`: says yes and keeps nothing; `offline`: no answer;
 * `login`: a page that asks to log in; `deaf`: knows no PutInteractions; `once`: one GetParam.
 */
export type Fault = "none" | "refuse" | "forget" | "offline" | "login" | "deaf" | "once";

/** A command as it arrived. */
export interface Call {
  command: string;
  data: string;
  keepalive: boolean;
}

const HEADER = model.interactions.map((name) => `"${name}"`).join(",");
const CORE = ["Lesson_Location", "Score", "Lesson_Status", "Time"];
const endpoints = new Map<string, AiccWorld>();

/** A window that was launched with an address, and that can be left. */
export class FakeWindow {
  readonly location: Location;
  private readonly listeners: (() => void)[] = [];

  constructor(query: string, page = "https://content.example/course/index.html") {
    this.location = new URL(`${page}?${query}`) as unknown as Location;
  }

  addEventListener = (event: string, listener: unknown): void => {
    if (event === "pagehide") this.listeners.push(listener as () => void);
  };

  hide(): void {
    this.listeners.forEach((listener) => listener());
  }
}

/** A strict HACP endpoint behind the global `fetch`: every field of every message is looked at. */
export class AiccWorld implements World {
  readonly name = "aicc";
  readonly url = `https://lms.example/hacp/${endpoints.size}?course=1`;
  readonly store = new MemoryStore();
  readonly calls: Call[] = [];
  readonly errors: string[] = [];
  fault: Fault = "none";
  mode = "Normal";
  window = new FakeWindow("");
  /** What the LMS keeps. */
  core: Record<string, string> = {};
  lesson = "";
  rows: Record<string, string>[] = [];
  /** Sessions that are under way, each with how often it asked for parameters. */
  readonly sessions = new Map<string, number>();
  private launches = 0;

  constructor() {
    endpoints.set(this.url, this);
  }

  connect(): AiccLms {
    const session = `s${this.launches++}`;
    this.sessions.set(session, 0);
    return this.load(session);
  }

  /** Opens the page of a launch, maybe not for the first time. */
  load(session: string): AiccLms {
    const query = new URLSearchParams({ aicc_sid: session, AICC_URL: this.url });
    this.window = new FakeWindow(query.toString());
    return new AiccLms(this.window as never, "lesson-1", this.store);
  }

  get commands(): string[] {
    return this.calls.map(({ command }) => command);
  }

  answer(init: RequestInit): Response {
    const form = this.form(init);
    const [command, session, data] = ["command", "session_id", "aicc_data"].map((n) => form.get(n) ?? "");
    this.calls.push({ command: command!, data: data!, keepalive: init.keepalive === true });
    if (this.fault === "offline") throw new TypeError("Failed to fetch");
    if (this.fault === "login") return new Response("<!doctype html><form>Log in</form>");
    if (this.fault === "refuse") return reply(1, "Terminated");
    const asked = this.sessions.get(session!);
    if (asked === undefined) return reply(3, "Invalid Session ID");
    switch (command) {
      case "GetParam":
        if (this.fault === "once" && asked > 0) return reply(1, "Invalid Command");
        this.sessions.set(session!, asked + 1);
        return reply(0, "Successful", this.params());
      case "PutParam":
        if (asked === 0) return reply(1, "Not Initialized");
        this.putParam(data!);
        return reply(0, "Successful");
      case "PutInteractions":
        if (this.fault === "deaf") return reply(1, "Invalid Command");
        this.putInteractions(data!);
        return reply(0, "Successful");
      case "ExitAU":
        this.sessions.delete(session!);
        return reply(0, "Successful");
      default:
        this.errors.push(`command ${command}`);
        return reply(1, "Invalid Command");
    }
  }

  private form(init: RequestInit): URLSearchParams {
    const form = new URLSearchParams(String(init.body));
    const type = new Headers(init.headers).get("Content-Type");
    const names = [...form.keys()].join(" ").replace(" aicc_data", "");
    this.check(init.method === "POST", `method ${init.method}`);
    this.check(type === "application/x-www-form-urlencoded", `type ${type}`);
    this.check(names === "command version session_id", `fields ${names}`);
    this.check(form.get("version") === model.version, `version ${form.get("version")}`);
    const carries = ["PutParam", "PutInteractions"].includes(form.get("command") ?? "");
    this.check(form.has("aicc_data") === carries, `aicc_data of ${form.get("command")}`);
    return form;
  }

  private params(): string[] {
    const { core } = this;
    return [
      "[core]", "Student_ID = ivanov", "Student_Name = Иванов, Иван", `Lesson_Mode = ${this.mode}`,
      "Credit = C", `Lesson_Location = ${core["Lesson_Location"] ?? ""}`,
      `Lesson_Status = ${core["Lesson_Status"] ?? "not attempted, ab-initio"}`,
      `Score = ${core["Score"] ?? ""}`, "Time = 0000:00:00", "[CORE_LESSON]", this.lesson, "",
      "[Core_Vendor]", "", "[Evaluation]", "Course_ID = {course}", "[Student_Data]", "Mastery_Score = 60",
    ];
  }

  private putParam(data: string): void {
    const rows = this.lines(data);
    const core = rows.slice(1, 5).map((row) => row.split("="));
    this.check(rows[0] === "[Core]", `group ${rows[0]}`);
    this.check(core.map(([name]) => name).join() === CORE.join(), `keywords ${rows.join("|")}`);
    const values = Object.fromEntries(core) as Record<string, string>;
    this.match("lesson_location", values["Lesson_Location"]!);
    this.match("timespan", values["Time"]!);
    if (values["Score"] !== "") this.match("score", values["Score"]!);
    this.check(Number(values["Score"]) <= model.limits.score_max, `score ${values["Score"]}`);
    const status = values["Lesson_Status"]!;
    this.check(model.vocabularies.lesson_status.includes(status), `status ${status}`);
    this.check(values["Lesson_Location"]!.length <= model.limits.lesson_location, "long location");
    if (this.fault === "forget") return;
    this.core = { ...this.core, ...values, Score: values["Score"] || (this.core["Score"] ?? "") };
    if (rows.length === 5) return;
    this.check(rows.length === 7 && rows[5] === "[Core_Lesson]", `core lesson ${rows.slice(5).join("|")}`);
    this.match("core_lesson", rows[6] ?? "");
    this.check(rows[6]!.length <= model.limits.core_lesson, "long core lesson");
    this.lesson = rows[6]!;
  }

  private putInteractions(data: string): void {
    const [header, ...rows] = this.lines(data);
    this.check(header === HEADER, `header ${header}`);
    for (const row of rows) {
      const fields = [...row.matchAll(/"([^"]*)"(?:,|$)/g)].map(([, field]) => field!);
      const there = fields.map((field) => `"${field}"`).join(",") === row;
      this.check(there && fields.length === model.interactions.length, `row ${row}`);
      const named = Object.fromEntries(model.interactions.map((name, n) => [name, fields[n]!]));
      this.match("date", named["date"]!);
      this.match("time", named["time"]!);
      this.match("timespan", named["latency"]!);
      this.match("identifier", named["interaction_id"]!);
      this.match("identifier", named["lesson_id"]!);
      this.match("score", named["weighting"]!);
      const { interaction_type: types, interaction_result: results } = model.vocabularies;
      this.check(types.includes(named["type_interaction"]!), `type ${row}`);
      this.check(results.includes(named["result"]!), `result ${row}`);
      this.rows.push(named);
    }
  }

  /** Lines end with CR and LF, the last one too, and with nothing else. */
  private lines(data: string): string[] {
    const rows = data.split("\r\n");
    this.check(rows.pop() === "" && !rows.some((row) => /[\r\n]/.test(row)), `line ends of ${data}`);
    return rows;
  }

  private match(pattern: keyof typeof model.patterns, text: string): void {
    this.check(new RegExp(model.patterns[pattern]).test(text), `${pattern} ${text}`);
  }

  private check(right: boolean, what: string): void {
    if (!right) this.errors.push(what);
  }
}

function reply(error: number, text: string, data: string[] = []): Response {
  const head = [`error = ${error}`, `error_text=${text}`, `version=${model.version}`];
  const body = data.length ? [`aicc_data=${data[0]}`, ...data.slice(1)] : [];
  return new Response([...head, ...body].join("\r\n"));
}

globalThis.fetch = (input, init) => {
  const world = endpoints.get(String(input as string));
  if (!world) return Promise.reject(new TypeError(`nobody at ${String(input as string)}`));
  try {
    return Promise.resolve(world.answer(init ?? {}));
  } catch (error) {
    return Promise.reject(error as Error);
  }
};
