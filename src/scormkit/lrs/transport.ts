import type { Statement } from "./statements";

const VERSION = "1.0.3";
/** In one request. */
export const MOST_STATEMENTS = 50;
const MOST_BYTES = 500_000;
/** Browsers let 64 KiB outlive the page, all requests together. */
const KEEPALIVE = 60_000;
const PATIENCE = 10_000;

export interface Answer {
  /** 0: the network failed, or nothing came in time. */
  status: number;
  body: string;
  etag: string | null;
}

/** `stored`: now or before; `dropped`: it will never be taken; `forbidden`: not in this session. */
export type Outcome = "stored" | "dropped" | "forbidden";

export type Told = (statement: Statement, outcome: Outcome) => void;

const REFUSED: Answer = { status: 0, body: "", etag: null };

/** The HTTP side of a Learning Record Store (xAPI 1.0.3, part 3). */
export class Lrs {
  /** Ids of the statements that are on their way at this moment. */
  readonly flying = new Set<string>();
  private readonly base: string;
  /** Bytes on their way that may outlive the page. */
  private alive = 0;
  /** The LRS asked to be left alone until then. */
  private quiet = 0;

  constructor(
    endpoint: string,
    private readonly authorization: string,
  ) {
    this.base = endpoint.replace(/\/*$/, "/");
  }

  /** Bytes that may still be sent by a page that is going away. */
  get room(): number {
    return KEEPALIVE - this.alive;
  }

  get(path: string, query: Record<string, string>): Promise<Answer> {
    return this.ask("GET", path, query);
  }

  /** With an ETag the document is replaced only if it is still that one; `null`: only if there is none. */
  put(path: string, query: Record<string, string>, body: string, etag?: string | null): Promise<Answer> {
    const condition = etag === undefined ? {} : etag === null ? { "If-None-Match": "*" } : { "If-Match": etag };
    return this.ask("PUT", path, query, body, condition);
  }

  /**
   * Stores statements in order; says whether each one is dealt with. A batch that the LRS does not
   * take is cut up, so that one bad statement does not take the others with it.
   */
  async store(statements: Statement[], told: Told, halted = (): boolean => false): Promise<boolean> {
    for (const batch of batches(statements)) {
      if (halted() || !(await this.batch(batch, told, halted))) return false;
    }
    return true;
  }

  /** What the LRS asked to wait for is over; nothing is asked for later: a page says goodbye once. */
  hurry(): void {
    this.quiet = 0;
  }

  private async batch(batch: Statement[], told: Told, halted: () => boolean): Promise<boolean> {
    const { status, body } = await this.post(batch);
    const [first] = batch as [Statement];
    if (status === 200 || status === 204) {
      for (const statement of batch) told(statement, "stored");
      return true;
    }
    if (![400, 403, 409, 413].includes(status)) return false;
    if (batch.length > 1) {
      // Where one is known already or not wanted, the others are told apart at once.
      const size = status === 409 || status === 403 ? 1 : Math.ceil(batch.length / 2);
      for (let at = 0; at < batch.length; at += size) {
        if (halted() || !(await this.batch(batch.slice(at, at + size), told, halted))) return false;
      }
      return true;
    }
    if (status !== 409) console.warn(`The LRS does not take a statement (${status}): ${body}`, first);
    told(first, status === 409 ? "stored" : status === 403 ? "forbidden" : "dropped");
    return true;
  }

  private async post(batch: Statement[]): Promise<Answer> {
    for (const { id } of batch) this.flying.add(id);
    try {
      return await this.ask("POST", "statements", {}, JSON.stringify(batch));
    } finally {
      for (const { id } of batch) this.flying.delete(id);
    }
  }

  /** Sent before it returns: a page that is going away waits for nothing. */
  private async ask(
    method: string,
    path: string,
    query: Record<string, string>,
    body?: string,
    more: Record<string, string> = {},
  ): Promise<Answer> {
    if (Date.now() < this.quiet) return REFUSED;
    const bytes = body === undefined ? 0 : weigh(body);
    const keepalive = body !== undefined && bytes <= this.room;
    if (keepalive) this.alive += bytes;
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(), PATIENCE);
    const headers: Record<string, string> = {
      "X-Experience-API-Version": VERSION,
      Authorization: this.authorization,
      ...more,
    };
    if (body !== undefined) headers["Content-Type"] = "application/json";
    const search = new URLSearchParams(query).toString();
    try {
      const response = await fetch(`${this.base}${path}${search && `?${search}`}`, {
        method, headers, keepalive, cache: "no-store", credentials: "omit", signal: abort.signal,
        ...(body === undefined ? {} : { body }),
      });
      if (response.status === 429 || response.status === 503) this.rest(response.headers.get("Retry-After"));
      const etag = response.headers.get("ETag");
      return { status: response.status, body: await response.text(), etag };
    } catch {
      return REFUSED;
    } finally {
      clearTimeout(timer);
      if (keepalive) this.alive -= bytes;
    }
  }

  /** `Retry-After` is a number of seconds or a date (RFC 9110, 10.2.3). */
  private rest(after: string | null): void {
    if (!after) return;
    const until = /^\d+$/.test(after) ? Date.now() + Number(after) * 1000 : Date.parse(after);
    if (until > this.quiet) this.quiet = until;
  }
}

/** Bytes of a text as it is sent. */
export function weigh(text: string): number {
  return new TextEncoder().encode(text).length;
}

function batches(statements: Statement[]): Statement[][] {
  const all: Statement[][] = [];
  let bytes = MOST_BYTES;
  for (const statement of statements) {
    const size = weigh(JSON.stringify(statement)) + 1;
    if (bytes + size > MOST_BYTES || all[all.length - 1]?.length === MOST_STATEMENTS) {
      all.push([]);
      bytes = 2;
    }
    all[all.length - 1]!.push(statement);
    bytes += size;
  }
  return all;
}
