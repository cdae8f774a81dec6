import type { Result, Statement } from "../../src/scormkit/lrs/statements";
import { Cmi5Lms } from "../../src/scormkit/standards/cmi5/lms";
import { course } from "./courses";
import { ACTOR, Browser, LrsWorld, REGISTRATION } from "./lrs_world";
import type { World } from "./worlds";

const CMI5 = "https://w3id.org/xapi/cmi5/context/categories/cmi5";
const MOVEON = "https://w3id.org/xapi/cmi5/context/categories/moveon";
const SESSION = "https://w3id.org/xapi/cmi5/context/extensions/sessionid";
const MASTERY = "https://w3id.org/xapi/cmi5/context/extensions/masteryscore";
const PROGRESS = "https://w3id.org/xapi/cmi5/result/extensions/progress";
export const PUBLISHER = { id: "https://courses.example.org/course/au" };
const JUDGED = ["completed", "passed", "failed"];

interface Launched {
  id: string;
  token: string;
  fetched: number;
  mode: string;
  told: Statement[];
  state: "open" | "terminated" | "abandoned";
}

/** A cmi5 LMS that refuses whatever section 5 of the specification's notes tells it to refuse. */
export class Cmi5World extends LrsWorld implements World {
  readonly name = "cmi5";
  readonly activity = "https://lms.example.org/au/7?v=ü#1";
  readonly sessions: Launched[] = [];
  /** Codes of the rules that were broken. */
  readonly broken: string[] = [];
  mode: "Normal" | "Browse" | "Review" = "Normal";
  mastery: number | undefined;
  returnURL: string | undefined;
  audio: "on" | "off" | undefined;
  actor: object = ACTOR;
  data = course();
  browser!: Browser;

  connect(): Cmi5Lms {
    for (const session of this.sessions) if (session.state === "open") session.state = "abandoned";
    const id = `session-${this.sessions.length + 1}`;
    const session: Launched = { id, token: `t${id}`, fetched: 0, mode: this.mode, told: [], state: "open" };
    this.sessions.push(session);
    const agent = JSON.stringify(this.actor);
    const place = ["activities/state", this.activity, agent, REGISTRATION, "LMS.LaunchData", null].join(" ");
    this.documents.set(place, { body: JSON.stringify(this.launchData()), etag: '"l"' });
    if (this.audio) {
      const wishes = JSON.stringify({ languagePreference: "ru,en-US", audioPreference: this.audio });
      const key = ["agents/profile", null, agent, null, null, "cmi5LearnerPreferences"].join(" ");
      this.documents.set(key, { body: wishes, etag: '"p"' });
    }
    const launch = new URLSearchParams({
      endpoint: this.endpoint, fetch: `https://lms.example.org/fetch/${id}`, actor: agent,
      registration: REGISTRATION, activityId: this.activity,
    });
    this.browser = new Browser(`https://lms.example.org/content/index.html?p=1&${launch.toString()}`);
    return this.reload();
  }

  /** The same window once more. */
  reload(): Cmi5Lms {
    this.plug();
    return new Cmi5Lms(this.data, this.browser);
  }

  get session(): Launched {
    return this.sessions.at(-1)!;
  }

  launchData(): object {
    return {
      contextTemplate: {
        contextActivities: { grouping: [PUBLISHER], category: { id: "https://lms.example.org/category" } },
        extensions: { [SESSION]: this.session.id, "https://lms.example.org/ext": { deep: [1, { a: "b" }] } },
      },
      launchMode: this.mode, moveOn: "CompletedAndPassed",
      ...(this.mastery !== undefined && { masteryScore: this.mastery }),
      ...(this.returnURL && { returnURL: this.returnURL }),
    };
  }

  protected override beside(address: URL, init: RequestInit): Response | null {
    const session = this.sessions.find(({ id }) => address.pathname === `/fetch/${id}`);
    if (!session) return null;
    session.fetched += 1;
    if (init.method !== "POST" || session.fetched > 1) {
      this.broken.push("C5-032");
      return Response.json({ "error-code": "1", "error-text": "already used" });
    }
    this.authorization = `Basic ${session.token}`;
    return Response.json({ "auth-token": session.token });
  }

  protected override refusesDocument(_method: string, query: URLSearchParams): string | null {
    if (query.get("stateId") === "LMS.LaunchData") this.broken.push("C5-046");
    return query.get("stateId") === "LMS.LaunchData" ? "C5-046 LMS.LaunchData is the LMS's" : null;
  }

  protected override judge(statement: Statement): string | null {
    const broken = this.faults(statement);
    this.broken.push(...broken);
    if (!broken.length) this.session.told.push(statement);
    return broken.join(", ") || null;
  }

  /** Codes of the rules that a statement breaks here and now. */
  faults(statement: Statement): string[] {
    const found = new Set<string>();
    const need = (right: boolean, code: string): void => void (right || found.add(code));
    const { session } = this;
    const { context, result = {} } = statement;
    const categories = listed(context.contextActivities?.category);
    const verb = statement.verb.id.split("/").pop()!;
    const defined = categories.includes(CMI5);
    const template = (this.launchData() as { contextTemplate: Statement["context"] }).contextTemplate;
    need(JSON.stringify(statement.actor) === JSON.stringify(this.actor), "C5-050");
    need(context.registration === REGISTRATION, "C5-038");
    need(context.extensions?.[SESSION] === session.id, "C5-038");
    need(holds(context.extensions, template.extensions), "C5-038");
    need(listed(context.contextActivities?.grouping).includes(PUBLISHER.id), "C5-038");
    need(categories.includes("https://lms.example.org/category"), "C5-038");
    need(/Z$/.test(statement.timestamp) && /^[\da-f-]{36}$/.test(statement.id), "C5-043");
    const first = session.told[0];
    need(first !== undefined || (defined && verb === "initialized"), "C5-033");
    need(!first || first.timestamp <= statement.timestamp, "C5-033");
    need(session.state === "open", "C5-049");
    if (verb === "progressed") {
      const share = result.extensions?.[PROGRESS];
      need(Number.isInteger(share) && (share as number) >= 0 && (share as number) <= 100, "C5-048");
    }
    if (defined) this.ofDefined(verb, statement, categories, need);
    else need(statement.object.id !== this.activity || !JUDGED.includes(verb), "C5-037");
    if (!found.size && defined && verb === "terminated") session.state = "terminated";
    return [...found];
  }

  private ofDefined(
    verb: string, statement: Statement, categories: string[], need: (right: boolean, code: string) => void,
  ): void {
    const { session } = this;
    const result: Result = statement.result ?? {};
    const own = (told: Statement[]): string[] =>
      told.filter((one) => listed(one.context.contextActivities?.category).includes(CMI5))
        .map((one) => one.verb.id.split("/").pop()!);
    const here = own(session.told);
    const ever = own(this.sessions.flatMap(({ told }) => told));
    need(statement.object.id === this.activity, "C5-039");
    need(!here.includes(verb), "C5-035");
    need(!(["passed", "failed"].includes(verb) && here.some((one) => ["passed", "failed"].includes(one))), "C5-035");
    need(!(["completed", "passed"].includes(verb) && ever.includes(verb)), "C5-036");
    need(!(verb === "failed" && ever.includes("passed")), "C5-036");
    need(categories.includes(MOVEON) === JUDGED.includes(verb), "C5-037");
    const { score } = result;
    need(!score || ["passed", "failed"].includes(verb), "C5-040");
    if (score) {
      need(score.scaled >= 0 && score.scaled <= 1, "C5-040");
      need(score.raw === undefined || (score.min !== undefined && score.max !== undefined), "C5-040");
      need([score.raw, score.min, score.max].every((n) => n === undefined || Number.isInteger(n)), "C5-040");
    }
    if (this.mastery !== undefined && ["passed", "failed"].includes(verb)) {
      need(score !== undefined && score.scaled >= this.mastery === (verb === "passed"), "C5-040");
      need(statement.context.extensions?.[MASTERY] === this.mastery, "C5-040");
    }
    const flags: Record<string, Partial<Result>> = {
      completed: { completion: true }, passed: { success: true }, failed: { success: false },
    };
    need(result.completion === flags[verb]?.completion && result.success === flags[verb]?.success, "C5-041");
    need(result.duration !== undefined || !["terminated", ...JUDGED].includes(verb), "C5-042");
    need(session.mode === "Normal" || !JUDGED.includes(verb), "C5-044");
    need(verb !== "completed" || result.extensions?.[PROGRESS] === undefined, "C5-048");
    if (verb === "initialized") {
      const asked = this.requests.some(({ path, status }) => path === "agents/profile" && status > 0);
      need(asked, "C5-045");
    }
  }
}

function listed(given: unknown): string[] {
  const all = (given === undefined ? [] : Array.isArray(given) ? given : [given]) as { id: string }[];
  return all.map(({ id }) => id);
}

function holds(all: Record<string, unknown> | undefined, part: Record<string, unknown> | undefined): boolean {
  return Object.entries(part ?? {}).every(([k, v]) => JSON.stringify(all?.[k]) === JSON.stringify(v));
}
