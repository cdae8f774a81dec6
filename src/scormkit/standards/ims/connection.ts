import type { Interaction } from "../../player/lms";

/** An LMS's functions; in the field their answers are strings, booleans, numbers or nothing. */
export interface Calls {
  initialize(): unknown;
  terminate(): unknown;
  get(element: string): unknown;
  set(element: string, value: string): unknown;
  commit(): unknown;
  error(): unknown;
}

/** What a call gave that threw. */
const FAILED = Symbol("failed");
const INTERACTIONS = "cmi.interactions";

/** Talks to an LMS that may answer oddly, throw or forget; writes nothing that it has already. */
export class Connection {
  /** A call threw since this was last set to `false`. */
  threw = false;
  /** What the LMS took and committed. */
  private readonly written = new Map<string, string>();
  private count: number | undefined;
  /** Where each answer of this session stands in the LMS's journal. */
  private readonly places = new WeakMap<Interaction, number>();

  constructor(private readonly calls: Calls) {}

  /** Initialises, or finds that somebody has done so already and all the same works. */
  open(witness: string): boolean {
    if (this.accepted((calls) => calls.initialize())) return true;
    return this.get(witness) !== "" && this.errorless();
  }

  close(): void {
    this.call((calls) => calls.terminate());
  }

  /** Empty if the LMS has nothing or throws. */
  get(element: string): string {
    const value = this.call((calls) => calls.get(element));
    return value === undefined || value === null || value === FAILED ? "" : String(value);
  }

  set(element: string, value: string): boolean {
    if (this.has(element, value)) return true;
    const taken = this.accepted((calls) => calls.set(element, value));
    if (taken) this.written.set(element, value);
    return taken;
  }

  commit(): boolean {
    const taken = this.accepted((calls) => calls.commit()) && !this.threw;
    if (!taken) this.rewrite();
    return taken;
  }

  /** Whether the LMS took this value in this session. */
  has(element: string, value: string): boolean {
    return this.written.get(element) === value;
  }

  /** The LMS did not keep what it took: everything is to be written again. */
  rewrite(): void {
    this.written.clear();
  }

  /** It lost the journal of answers, too, or what it shows of it is all that is left. */
  forget(): void {
    this.rewrite();
    this.count = undefined;
  }

  /**
   * A journal: each answer is a new record, so that a report shows every attempt (P27). One that the LMS
   * shows but has not kept is written again in its place: a gap would be filled by the next answer.
   */
  report(interaction: Interaction, fields: Iterable<[element: string, value: string]>): boolean {
    const [next, known = next] = [this.next(), this.places.get(interaction)];
    const n = Math.min(known, next);
    const place = `${INTERACTIONS}.${n}`;
    if (!this.set(`${place}.id`, interaction.id)) return false;
    this.count = Math.max(next, n + 1);
    this.places.set(interaction, n);
    for (const [element, value] of fields) this.set(`${place}.${element}`, value);
    return true;
  }

  private next(): number {
    this.count ??= Number(this.get(`${INTERACTIONS}._count`)) || 0;
    return this.count;
  }

  /** "true", true, 1; or no answer at all, as long as no error is told. */
  private accepted(ask: (calls: Calls) => unknown): boolean {
    const answer = this.call(ask);
    if (answer === FAILED) return false;
    const word = String(answer ?? "").toLowerCase();
    if (word !== "") return word === "true" || word === "1";
    return this.errorless();
  }

  private errorless(): boolean {
    const code = String(this.call((calls) => calls.error()) ?? "");
    return code === "0" || code === "";
  }

  private call(ask: (calls: Calls) => unknown): unknown {
    try {
      return ask(this.calls);
    } catch {
      this.threw = true;
      return FAILED;
    }
  }
}
