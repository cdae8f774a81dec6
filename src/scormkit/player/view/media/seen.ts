/** A stretch of a video, in seconds. */
export type Part = [start: number, end: number];

/** Stretches that touch within this time are one: players tell where they are a few times a second. */
const GAP = 0.5;

/** What was played of a video: stretches without overlap, in their order; what was skipped is none. */
export class Seen {
  constructor(public parts: Part[] = []) {}

  get length(): number {
    return this.parts.length;
  }

  start(n: number): number {
    return this.parts[n]![0];
  }

  end(n: number): number {
    return this.parts[n]![1];
  }

  add(start: number, end: number): void {
    const merged: Part[] = [];
    for (const [from, to] of [...this.parts, [start, end]].sort((a, b) => a[0]! - b[0]!) as Part[]) {
      const last = merged[merged.length - 1];
      if (last && from - last[1] <= GAP) last[1] = Math.max(last[1], to);
      else merged.push([from, to]);
    }
    this.parts = merged;
  }

  /** Takes over what a browser's own player counted. */
  take(played: Pick<TimeRanges, "length" | "start" | "end">): void {
    for (let n = 0; n < played.length; n += 1) this.add(played.start(n), played.end(n));
  }

  get seconds(): number {
    return this.parts.reduce((sum, [start, end]) => sum + end - start, 0);
  }

  /** Share of a video of this length, 0..1. */
  share(length: number): number {
    return length > 0 ? Math.min(1, this.seconds / length) : 0;
  }
}
