const TICK = 30_000;
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
    this.counted += Math.max(0, Math.min(now - this.looked, ASLEEP));
    this.looked = now;
    return this.counted / 1000;
  }

  stop(): void {
    clearInterval(this.timer);
  }
}
