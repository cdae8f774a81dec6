const TICK = 1_000;
/** A longer gap between two looks at the clock is a machine asleep; hidden tabs tick once a minute. */
const ASLEEP = 90_000;

/** Counts the time of a session, without the hours in which the machine slept. */
export class Clock {
  private counted = 0;
  private looked: number;
  private readonly timer: ReturnType<typeof setInterval>;

  constructor(private readonly now: () => number = Date.now) {
    this.looked = now();
    this.timer = setInterval(() => this.seconds(), TICK);
  }

  seconds(): number {
    const now = this.now();
    const gap = now - this.looked;
    // About a tick passed on this side of the sleep and on the other.
    if (gap > 0) this.counted += gap < ASLEEP ? gap : TICK;
    this.looked = now;
    return this.counted / 1000;
  }

  stop(): void {
    clearInterval(this.timer);
  }
}
