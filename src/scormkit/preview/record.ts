// What an LMS keeps of one learner and one item between sessions, and how it becomes the data of the
// next session (SCORM 1.2 RTE, 3.4.4; the habits of Moodle where the standard is silent).

export interface Item {
  id: string;
  title: string;
  href: string;
  scorm: boolean;
  mastery_score: string;
  max_time_allowed: string;
  time_limit_action: string;
  launch_data: string;
}

/** `values` is the data model, flat, as of the last commit. */
export interface LmsRecord {
  values: Record<string, string>;
  commits: number;
}

export type Mode = "normal" | "browse" | "review" | "empty";

const SESSION = new Set(["cmi.core.session_time", "cmi.core.exit", "cmi.core.entry"]);
const RESUMED = /^cmi\.(suspend_data|core\.lesson_location|interactions\.|objectives\.)/;

export function seconds(span: string): number {
  const [hours = 0, minutes = 0, rest = 0] = span.split(":").map(Number);
  return hours * 3600 + minutes * 60 + rest || 0;
}

export function timespan(total: number): string {
  const whole = Math.floor(total);
  const two = (n: number) => String(n).padStart(2, "0");
  const hundredths = two(Math.floor((total - whole) * 100 + 1e-6));
  const hours = String(Math.floor(whole / 3600)).padStart(4, "0");
  return `${hours}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}.${hundredths}`;
}

/** The time learnt so far: a session that never ended counts up to its last commit, once. */
export function totalTime(record: LmsRecord | null): string {
  const value = (name: string) => seconds(record?.values[`cmi.core.${name}`] ?? "");
  return timespan(value("total_time") + value("session_time"));
}

/** The data model at the start of a session. */
export function launchValues(record: LmsRecord | null, item: Item, learner: string, mode: Mode): Record<string, string> {
  const before = record?.values ?? {};
  const resumed = before["cmi.core.exit"] === "suspend";
  const values: Record<string, string> = {};
  for (const [element, value] of Object.entries(before)) {
    if (!SESSION.has(element) && (resumed || !RESUMED.test(element))) values[element] = value;
  }
  const real = mode === "normal" || mode === "empty";
  return {
    ...values,
    "cmi.core.student_id": learner,
    "cmi.core.student_name": `Learner, ${learner}`,
    "cmi.core.entry": record === null ? "ab-initio" : resumed ? "resume" : "",
    "cmi.core.credit": real ? "credit" : "no-credit",
    "cmi.core.lesson_mode": mode === "empty" ? "normal" : mode,
    "cmi.core.total_time": totalTime(record),
    "cmi.launch_data": item.launch_data,
    "cmi.student_data.mastery_score": item.mastery_score,
    "cmi.student_data.max_time_allowed": item.max_time_allowed,
    "cmi.student_data.time_limit_action": item.time_limit_action,
  };
}

/** Where records live: on the preview's server, so that they outlast this page. */
export class RecordStore {
  constructor(private readonly learner: string, private readonly item: string) {}

  private get address(): string {
    return `/records/${encodeURIComponent(this.learner)}/${encodeURIComponent(this.item)}`;
  }

  async load(): Promise<LmsRecord | null> {
    return (await (await fetch(this.address)).json()) as LmsRecord | null;
  }

  async clear(): Promise<void> {
    await fetch(this.address, { method: "DELETE" });
  }

  /** At once; from a page that is going away by a beacon, since browsers refuse the rest there. */
  save(record: LmsRecord, delay = 0): boolean {
    const body = JSON.stringify(record);
    const address = delay ? `${this.address}?delay=${delay}` : this.address;
    try {
      const request = new XMLHttpRequest();
      request.open("POST", address, false);
      request.send(body);
      return request.status === 200;
    } catch {
      return navigator.sendBeacon(this.address, body);
    }
  }
}
