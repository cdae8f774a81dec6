import type { Seen } from "./seen";
import type { Told } from "./providers";

/** No player tells of itself more seldom; a longer way in between was a jump. */
const LONGEST = 5;

/** Counts what is played in another site's player from where it says that it is. */
export class Remote {
  time = 0;
  length = 0;
  private told: number | null = null;
  private at = 0;

  constructor(
    private readonly seen: Seen,
    private readonly now: () => number,
  ) {}

  /** A way forward that fits the clock, at up to double speed, was played; any other was a jump. */
  hear({ time, length, playing }: Told): void {
    if (length) this.length = length;
    if (time !== undefined) {
      const passed = (this.now() - this.at) / 1000;
      const before = this.told ?? time;
      const fits = time > before && time - before <= Math.min(LONGEST, passed * 2 + 0.5);
      if (fits) this.seen.add(before, time);
      this.time = time;
      this.told = time;
      this.at = this.now();
    }
    if (playing === false) this.told = null;
  }
}
