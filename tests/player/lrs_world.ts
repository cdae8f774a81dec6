import validate from "xapi-validation";

import type { Statement } from "../../src/scormkit/lrs/statements";
import type { Entrance } from "../../src/scormkit/lrs/launch";
import { XapiLms } from "../../src/scormkit/lrs/lms";
import { course } from "./courses";
import { MemoryStore } from "./worlds";
import type { World } from "./worlds";

export const ACTOR = {
  objectType: "Agent", name: "Иванова Анна", account: { homePage: "https://lms.example.org", name: "ivanova" },
};
export const REGISTRATION = "b1a7c9d2-0f3e-4b6a-9c8d-7e6f5a4b3c2d";
const QUERIES: Record<string, string[]> = {
  statements: ["statementId"],
  "activities/state": ["activityId", "agent", "registration", "stateId"],
  "agents/profile": ["agent", "profileId"],
};

export interface Request {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: Headers;
  body: string;
  keepalive: boolean;
  status: number;
}

/** What an LRS, or the way to it, does instead of what it should. */
export type Fault = (request: Request) => number | "offline" | "slow" | Response | undefined;

/**
 * A strict LRS at the network's edge: it stands in for `fetch`, answers at once, keeps to xAPI 1.0.3
 * to the letter and notes every complaint.
 */
export class LrsWorld {
  readonly complaints: string[] = [];
  readonly requests: Request[] = [];
  readonly statements: Statement[] = [];
  readonly documents = new Map<string, { body: string; etag: string }>();
  fault: Fault = () => undefined;
  endpoint = "https://lms.example.org/xapi";
  authorization = "Basic a2V5OnNlY3JldA==";
  exposesEtags = true;
  private versions = 0;

  plug(): void {
    globalThis.fetch = ((address: string, init: RequestInit = {}) => this.take(address, init)) as typeof fetch;
  }

  /** The statements with a verb, of all sessions, in the order in which they came. */
  told(verb: string): Statement[] {
    return this.statements.filter(({ verb: { id } }) => id.endsWith(`/${verb}`));
  }

  get verbs(): string[] {
    return this.statements.map(({ verb: { id } }) => id.split("/").pop()!);
  }

  posts(): Request[] {
    return this.requests.filter(({ method, path }) => method === "POST" && path === "statements");
  }

  get state(): { state: string; sent: string[]; queue: unknown[]; unsure: Record<string, string> } {
    const [key] = [...this.documents.keys()].filter((one) => one.includes("scormkit"));
    return JSON.parse(this.documents.get(key!)!.body) as never;
  }

  /** Rules of a standard on top; a text is why the statement is refused. */
  protected judge(_statement: Statement): string | null {
    return null;
  }

  /** Answers what is not of the LRS. */
  protected beside(_address: URL, _init: RequestInit): Response | null {
    return null;
  }

  private take(address: string, init: RequestInit): Promise<Response> {
    const url = new URL(address);
    const other = this.beside(url, init);
    if (other) return Promise.resolve(other);
    const request: Request = {
      method: init.method ?? "GET", query: url.searchParams, headers: new Headers(init.headers),
      path: url.href.slice(this.endpoint.length + 1).split("?")[0]!, body: String(init.body ?? ""),
      keepalive: init.keepalive ?? false, status: 0,
    };
    this.requests.push(request);
    const fault = this.fault(request);
    if (fault === "offline") return Promise.reject(new TypeError("Failed to fetch"));
    if (fault === "slow") return late(init.signal!);
    if (fault instanceof Response) return Promise.resolve(fault);
    const answer = fault ? new Response("", { status: fault }) : this.answer(request, url, init);
    request.status = answer.status;
    return Promise.resolve(answer);
  }

  private answer(request: Request, url: URL, init: RequestInit): Response {
    const { path, headers, query } = request;
    const known = QUERIES[path];
    if (!url.href.startsWith(`${this.endpoint}/`) || !known) return this.refuse(404, `no ${url.href}`);
    if (headers.get("X-Experience-API-Version") !== "1.0.3") return this.refuse(400, "XAPI-022 version");
    if (headers.get("Authorization") !== this.authorization) return new Response("", { status: 401 });
    if (init.credentials !== "omit") return this.refuse(400, "credentials would need another CORS answer");
    for (const name of query.keys()) if (!known.includes(name)) return this.refuse(400, `query ${name}`);
    if (request.body && headers.get("Content-Type") !== "application/json") return this.refuse(400, "type");
    if (path === "statements") return request.method === "POST" ? this.store(request) : this.find(request);
    return this.document(request);
  }

  private find({ query }: Request): Response {
    const found = this.statements.find(({ id }) => id === query.get("statementId"));
    return found ? Response.json(found) : new Response("", { status: 404 });
  }

  /** All or none, as xAPI has it. */
  private store({ body }: Request): Response {
    const batch = JSON.parse(body) as Statement[];
    if (batch.length > 50 || body.length > 500_000) return this.refuse(413, "too much at once");
    const fresh: Statement[] = [];
    for (const statement of batch) {
      const wrong = faults(statement);
      if (wrong.length) return this.refuse(400, wrong.join("; "));
      const known = [...this.statements, ...fresh].find(({ id }) => id === statement.id);
      if (known && JSON.stringify(known) !== JSON.stringify(statement)) return new Response("", { status: 409 });
      if (known) continue;
      const refused = this.judge(statement);
      if (refused) return this.refuse(403, refused);
      fresh.push(statement);
    }
    this.statements.push(...fresh);
    return Response.json(batch.map(({ id }) => id));
  }

  private document({ method, path, query, body, headers }: Request): Response {
    for (const name of QUERIES[path]!.filter((one) => one !== "registration")) {
      if (!query.has(name)) return this.refuse(400, `${path} without ${name}`);
    }
    const key = [path, ...["activityId", "agent", "registration", "stateId", "profileId"].map((n) => query.get(n))].join(" ");
    const there = this.documents.get(key);
    if (method === "GET") {
      if (!there) return new Response("", { status: 404 });
      const etags: Record<string, string> = this.exposesEtags ? { ETag: there.etag } : {};
      return new Response(there.body, { headers: etags });
    }
    const refused = this.refusesDocument(method, query);
    if (refused) return this.refuse(403, refused);
    if (method !== "PUT") return this.refuse(400, method);
    const match = headers.get("If-Match");
    const none = headers.get("If-None-Match");
    if ((match && match !== there?.etag) || (none === "*" && there)) return new Response("", { status: 412 });
    if (path === "agents/profile" && !match && !none) return this.refuse(409, "XAPI-023 no condition");
    this.documents.set(key, { body, etag: `"${(this.versions += 1)}"` });
    return new Response(null, { status: 204 });
  }

  protected refusesDocument(_method: string, _query: URLSearchParams): string | null {
    return null;
  }

  protected refuse(status: number, complaint: string): Response {
    this.complaints.push(complaint);
    return new Response(complaint, { status });
  }
}

function late(signal: AbortSignal): Promise<Response> {
  return new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(new Error("aborted")));
  });
}

/** What is wrong with a statement in the eyes of an LRS, and of a careful reader (section 9). */
export function faults(statement: Statement): string[] {
  const wrong = validate(statement).map((warning) => `${warning.constructor.name} ${JSON.stringify({ ...warning, stack: "" })}`);
  const need = (right: boolean, code: string): void => void (right || wrong.push(code));
  need(/^[\da-f-]{36}$/.test(statement.id), "XAPI-002 no id of its own");
  need(Boolean(statement.verb?.display?.["en"]), "XAPI-006 no display");
  need(/Z$/.test(statement.timestamp), "XAPI-012 no UTC");
  need(Date.parse(statement.timestamp) <= Date.now() + 1000, "XAPI-012 future");
  const { score } = statement.result ?? {};
  need(!score || score.raw === undefined || (score.min! <= score.raw && score.raw <= score.max!), "XAPI-010 raw");
  need(!/(?::|,)(?:\{\}|null)/.test(JSON.stringify(statement)), "XAPI-007 or XAPI-025 null or empty");
  const { definition } = statement.object;
  if (definition?.type.endsWith("cmi.interaction")) {
    const ids = (definition.choices ?? []).map(({ id }) => id);
    need(new Set(ids).size === ids.length, "XAPI-020 choices");
    need(definition.interactionType === "true-false" || ids.length > 0, "XAPI-020 no choices");
    const given = statement.result!.response!.split("[,]");
    const allowed = ids.length ? ids : ["true", "false"];
    need(given.every((id) => allowed.includes(id)), "XAPI-021 response");
    need(definition.correctResponsesPattern!.every((p) => p.split("[,]").every((id) => allowed.includes(id))), "XAPI-021 pattern");
  }
  return [...wrong, ...videoFaults(statement)];
}

const VIDEO = "https://w3id.org/xapi/video/extensions/";
const ASKED: Record<string, [result: string[], context: string[]]> = {
  initialized: [[], ["length"]], played: [["time"], []], paused: [["time"], ["length"]],
  seeked: [["time-from", "time-to"], []], completed: [["time", "progress"], ["length"]],
  terminated: [["time", "progress"], ["length"]],
};

function videoFaults({ verb, result, context }: Statement): string[] {
  const around = context.contextActivities?.category;
  if (!JSON.stringify(around ?? "").includes("https://w3id.org/xapi/video")) return [];
  const [inResult, inContext] = ASKED[verb.id.split("/").pop()!]!;
  const has = (where: Record<string, unknown> | undefined, name: string): boolean => {
    const value = where?.[VIDEO + name];
    return typeof value === "number" && Math.abs(value * 1000 - Math.round(value * 1000)) < 1e-6;
  };
  const missing = [
    ...inResult.filter((name) => !has(result?.extensions, name)),
    ...inContext.filter((name) => !has(context.extensions, name)),
  ];
  const segments = result?.extensions?.[`${VIDEO}played-segments`];
  if (segments !== undefined && !/^\d+(\.\d{1,3})?\[\.\]\d+(\.\d{1,3})?(\[,\]\d+(\.\d{1,3})?\[\.\]\d+(\.\d{1,3})?)*$/.test(String(segments))) {
    missing.push("played-segments");
  }
  return missing.map((name) => `XAPI-027 ${verb.id} ${name}`);
}

/** A window of a browser that was sent to an address. */
export class Browser implements Entrance {
  readonly location: Location;
  readonly history: History;
  readonly sessionStorage: Storage;

  constructor(href: string) {
    this.location = { href } as Location;
    this.sessionStorage = new MemoryStore() as unknown as Storage;
    const go = (_state: unknown, _title: string, to: string): void => void (this.location.href = to);
    this.history = { state: null, replaceState: go } as unknown as History;
  }
}

/** An LMS that launches "Tin Can" packages. */
export class XapiWorld extends LrsWorld implements World {
  readonly name = "xapi";
  parameters: Record<string, string> = {};
  data = course();
  browser!: Browser;

  connect(): XapiLms {
    const launch = new URLSearchParams({
      endpoint: this.endpoint, auth: this.authorization, actor: JSON.stringify(ACTOR),
      registration: REGISTRATION, activity_id: this.data.iri, ...this.parameters,
    });
    this.browser = new Browser(`https://lms.example.org/content/index.html?${launch.toString()}`);
    return this.reload();
  }

  /** The same window once more. */
  reload(): XapiLms {
    this.plug();
    return new XapiLms(this.data, this.browser);
  }
}
