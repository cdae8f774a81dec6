// A site without an LMS: what it keeps, it keeps in the browser, out of our sight.

import type { Course, Entry, Fault, Mode, Move, Opening, Session } from "./session";

export class PlainCourse implements Course {
  readonly faults: Fault[] = ["none"];
  readonly modes: Mode[] = ["normal"];

  constructor(private readonly opening: Opening) {}

  recall(): Promise<void> {
    return Promise.resolve();
  }

  launch(move: Move, number: number): Promise<Session | null> {
    const index = typeof move === "number" ? move : 0;
    const item = this.opening.boot.items[index];
    const session: Session = {
      number, index, href: item?.href ?? "", own: false, apis: {}, fault: "none",
      values: () => ({}),
      outcome: () => ({ completion: "unknown", success: "unknown", score: null, progress: null }),
      commits: () => 0,
    };
    return Promise.resolve(item ? session : null);
  }

  leaving(): void {}

  heard(): null {
    return null;
  }

  reset(): Promise<void> {
    return Promise.resolve();
  }

  entries(): Entry[] {
    return this.opening.boot.items.map(({ title, id }) => ({ title: title || id, status: "", state: "open" }));
  }

  moves(): { continue: boolean; previous: boolean } {
    return { continue: false, previous: false };
  }
}
