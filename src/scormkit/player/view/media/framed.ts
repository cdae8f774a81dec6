import { make } from "../dom";
import type { Stage } from "../stage";
import { Arrival } from "./arrival";
import { Box } from "./box";
import type { Memory } from "./memory";
import { listen, providerOf } from "./providers";
import { Remote } from "./remote";

const ALLOW = "autoplay; encrypted-media; fullscreen; picture-in-picture";
/** Another site's page may run, but not lead the learner away from the course. */
const SANDBOX = "allow-scripts allow-same-origin allow-forms allow-popups allow-downloads";
const SECOND = 1_000;

/** A video or a page of another site: nothing of it is loaded before the learner asks for it. */
export class Framed {
  readonly box: Box;
  private readonly area: HTMLElement;
  private readonly src: string | undefined;
  private readonly provider;
  /** Seconds that the author says the video takes; 0 is unknown. */
  private readonly length: number;

  constructor(
    stage: Stage,
    private readonly figure: HTMLElement,
    private readonly memory: Memory,
  ) {
    this.area = figure.querySelector<HTMLElement>(".sk-stage")!;
    this.src = this.area.dataset["embed"];
    const { scripts } = stage.learner.course.videos;
    this.provider = scripts && this.id && this.src ? providerOf(this.src) : undefined;
    this.length = Number(figure.dataset["minutes"] ?? 0) * 60;
    this.box = new Box(stage, figure, false, Boolean(this.provider || this.length));
    this.area.querySelector(".sk-play")!.addEventListener("click", () => this.open());
  }

  private get id(): string | undefined {
    return this.figure.dataset["video"];
  }

  private open(): void {
    const { area, id, provider } = this;
    if (!this.src) return;
    const url = new URL(this.src, location.href);
    provider?.address(url, Math.floor(this.memory.at(id!)));
    const frame = make("iframe", {
      src: url.href,
      title: area.dataset["title"] ?? "",
      allow: id !== undefined && ALLOW,
      allowfullscreen: id !== undefined,
      sandbox: id === undefined && SANDBOX,
      referrerpolicy: "strict-origin-when-cross-origin",
    });
    const arrival = new Arrival(frame, Boolean(provider), {
      here: () => this.box.settle(),
      missing: () => this.box.complain("frame-missing"),
    });
    if (provider) this.follow(frame, arrival);
    else if (id && this.length) this.time(frame, arrival);
    area.append(frame);
    area.classList.add("sk-live");
    frame.focus();
  }

  /** The player tells what is played. */
  private follow(frame: HTMLIFrameElement, arrival: Arrival): void {
    const { id, memory } = this;
    const seen = memory.seen(id!);
    const remote = new Remote(seen, () => performance.now());
    listen(this.provider!, frame, (told) => {
      arrival.arrived();
      remote.hear(told);
      if (!remote.length) return;
      const over = remote.time >= remote.length - 1;
      memory.keep(id!, over ? 0 : remote.time, seen);
      this.box.played(seen.share(remote.length));
    });
  }

  /** Nobody tells: what counts is how long the open frame could be looked at. */
  private time(frame: HTMLIFrameElement, arrival: Arrival): void {
    const { id, memory } = this;
    const seen = memory.seen(id!);
    const timer = setInterval(() => {
      if (!frame.isConnected) clearInterval(timer);
      else if (arrival.here && document.visibilityState === "visible") {
        seen.add(seen.seconds, seen.seconds + 1);
        memory.keep(id!, 0, seen);
        this.box.played(seen.share(this.length));
      }
    }, SECOND);
  }
}
