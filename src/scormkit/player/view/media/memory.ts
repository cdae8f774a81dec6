import type { Store } from "../../state/journal";
import { Seen } from "./seen";
import type { Part } from "./seen";

interface Kept {
  at: number;
  parts: Part[];
}

/**
 * Where each video stands and what was played of it, in the browser alone: the state that the LMS
 * keeps is too small for it. The number of the attempt keeps apart whoever shares a browser, and
 * another attempt begins anew.
 */
export class Memory {
  private readonly kept: Record<string, Kept>;

  constructor(
    private readonly store: Store | null,
    private readonly key: string,
    private readonly lineage: number,
  ) {
    this.kept = this.read();
  }

  seen(id: string): Seen {
    return new Seen(this.kept[id]?.parts.map(([start, end]): Part => [start, end]));
  }

  /** Second at which the video was left. */
  at(id: string): number {
    return this.kept[id]?.at ?? 0;
  }

  keep(id: string, at: number, seen: Seen): void {
    this.kept[id] = { at: round(at), parts: seen.parts.map(([a, b]): Part => [round(a), round(b)]) };
    try {
      this.store?.setItem(this.key, JSON.stringify({ lineage: this.lineage, kept: this.kept }));
    } catch {
      // full or forbidden: the video begins at its start the next time
    }
  }

  private read(): Record<string, Kept> {
    try {
      const found = JSON.parse(this.store?.getItem(this.key) ?? "{}");
      return found.lineage === this.lineage ? found.kept : {};
    } catch {
      return {};
    }
  }
}

function round(seconds: number): number {
  return Math.round(seconds * 10) / 10;
}
