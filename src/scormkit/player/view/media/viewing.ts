import type { Playing } from "../../lms";
import type { Seen } from "./seen";

/** Seeks within this time are one: a learner drags until the place is found (P50). */
const ONE_SEEK = 1_000;

/** What is asked of a video element. */
export type Media = Pick<HTMLMediaElement, "currentTime" | "duration" | "paused"> & {
  played: Pick<TimeRanges, "length" | "start" | "end">;
};

type Told = Omit<Playing, "type" | "id" | "title">;

/** Follows one video as the xAPI video profile tells it: what was played, and from where to where. */
export class Viewing {
  private session = "";
  private on = false;
  private completed = false;
  /** Where the video last stood while it was not being moved. */
  private last = 0;
  private seek: { from: number; to: number; at: Date; timer: ReturnType<typeof setTimeout> } | null = null;

  /** `seen` is what was played, in earlier sessions too; `enough` the share that counts as watched. */
  constructor(
    private readonly media: Media,
    private readonly seen: Seen,
    private readonly enough: number,
    private readonly tell: (event: Told) => void,
  ) {}

  /** Share that was played, 0..1. */
  get progress(): number {
    return this.seen.share(this.media.duration);
  }

  /** It moves; also after a pause for loading, which is nothing to tell of. */
  playing(): void {
    if (this.on) return;
    this.flush();
    if (!this.session) {
      this.session = randomUuid();
      this.say("initialized");
    }
    this.on = true;
    this.say("played");
  }

  paused(): void {
    if (!this.on) return;
    this.flush();
    this.on = false;
    this.say("paused");
  }

  /** Says whether enough was played now for the video to count as watched. */
  moved(): boolean {
    if (!this.seek) this.last = this.media.currentTime;
    this.seen.take(this.media.played);
    const enough = this.progress >= this.enough;
    if (enough && this.session && !this.completed) {
      this.completed = true;
      this.say("completed");
    }
    return enough;
  }

  seeked(): void {
    const to = this.media.currentTime;
    if (!this.session) {
      this.last = to;
      return;
    }
    clearTimeout(this.seek?.timer);
    const timer = setTimeout(() => this.flush(), ONE_SEEK);
    this.seek = { from: this.seek?.from ?? this.last, to, at: this.seek?.at ?? new Date(), timer };
  }

  /** The page is left, or its page of the course. */
  left(): void {
    if (!this.session) return;
    this.paused();
    this.flush();
    this.say("terminated");
    this.session = "";
    this.completed = false;
  }

  private flush(): void {
    if (!this.seek) return;
    const { from, to, at, timer } = this.seek;
    clearTimeout(timer);
    this.seek = null;
    this.last = to;
    if (Math.abs(to - from) >= 0.001) this.say("seeked", { from, time: to, at });
  }

  private say(verb: Told["verb"], part: Partial<Told> = {}): void {
    const { currentTime, duration } = this.media;
    this.tell({
      verb,
      session: this.session,
      length: thousandths(duration || 0),
      progress: thousandths(this.progress),
      segments: this.segments(),
      at: part.at ?? new Date(),
      time: thousandths(part.time ?? currentTime),
      from: thousandths(part.from ?? currentTime),
    });
  }

  private segments(): string {
    const { played } = this.media;
    const parts = Array.from({ length: played.length }, (_, n) =>
      [played.start(n), played.end(n)].map((seconds) => seconds.toFixed(3)).join("[.]"),
    );
    return parts.join("[,]");
  }
}

function thousandths(value: number): number {
  return Number.isFinite(value) ? Math.round(value * 1000) / 1000 : 0;
}

/** Version 4 (RFC 9562, 5.4); the browser's own is not there on plain http. */
function randomUuid(): string {
  return "xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx".replace(/[xy]/g, (place) => {
    const digit = Math.floor(Math.random() * 16);
    return (place === "x" ? digit : (digit & 3) | 8).toString(16);
  });
}
