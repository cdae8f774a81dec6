// What an LMS keeps of one learner and one item between sessions: on the preview's server, so that it
// outlasts this page.

/** `values` is the data model, flat, as of the last commit. */
export interface LmsRecord {
  values: Record<string, string>;
  commits: number;
}

export interface Saver<Kept> {
  /** At once; `delay` in seconds is how slow the LMS is. */
  save(record: Kept, delay?: number): boolean;
}

export class RecordStore<Kept> implements Saver<Kept> {
  constructor(private readonly learner: string, private readonly item: string) {}

  private get address(): string {
    return `/records/${encodeURIComponent(this.learner)}/${encodeURIComponent(this.item)}`;
  }

  async load(): Promise<Kept | null> {
    return (await (await fetch(this.address)).json()) as Kept | null;
  }

  async clear(): Promise<void> {
    await fetch(this.address, { method: "DELETE" });
  }

  /** From a page that is going away by a beacon, since browsers refuse the rest there. */
  save(record: Kept, delay = 0): boolean {
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

/** The server knows; but the beacon of a course that just left may not have arrived there yet. */
export async function loadNewer<Kept extends { commits: number }>(
  store: RecordStore<Kept>,
  known: Kept | null,
): Promise<Kept | null> {
  const stored = await store.load();
  return (known?.commits ?? 0) > (stored?.commits ?? 0) ? known : stored;
}
