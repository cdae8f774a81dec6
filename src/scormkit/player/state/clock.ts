const TICK = 1_000;
/** A longer gap between two looks at the clock is a machine asleep; hidden tabs tick once a minute. */
const ASLEEP = 90_000;

/** Counts the time of a session, without the hours in which the machine slept or nobody was there. */
export class Clock {
  private counted = 0;
  private looked: number;
  /** When there last was a sign of somebody. */
  private sign: number;
  private readonly timer: ReturnType<typeof setInterval>;

  /** After so many seconds without a sign no time counts; all of it does without such a limit. */
  constructor(
    private readonly idle = Infinity,
    private readonly now: () => number = Date.now,
  ) {
    this.sign = this.looked = now();
    this.timer = setInterval(() => this.seconds(), TICK);
  }

  /** Somebody is there. */
  wake(): void {
    this.seconds();
    this.sign = this.now();
  }

  seconds(): number {
    const now = this.now();
    const gap = now - this.looked;
    // About a tick passed on this side of the sleep and on the other.
    if (gap > 0 && this.looked - this.sign < this.idle * 1000) this.counted += gap < ASLEEP ? gap : TICK;
    this.looked = now;
    return this.counted / 1000;
  }

  stop(): void {
    clearInterval(this.timer);
  }
}
