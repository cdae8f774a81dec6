import type { Stage } from "../stage";
import { Box } from "./box";
import type { Memory } from "./memory";
import { Viewing } from "./viewing";

/** A video file of the course goes on where it was left, and counts what is played. */
export class Local {
  readonly box: Box;

  constructor(
    stage: Stage,
    figure: HTMLElement,
    private readonly video: HTMLVideoElement,
    memory: Memory,
  ) {
    const { learner, pages } = stage;
    const id = figure.dataset["video"]!;
    const seen = memory.seen(id);
    const enough = learner.course.videos.watched / 100;
    const viewing = new Viewing(video, seen, enough, (event) => learner.play(id, event));
    this.box = new Box(stage, figure, true, true);
    // Before anything is loaded this is where the video will start.
    video.currentTime = memory.at(id);
    const keep = (): void => memory.keep(id, video.ended ? 0 : video.currentTime, seen);
    this.hear({
      playing: () => viewing.playing(),
      pause: () => {
        viewing.paused();
        keep();
      },
      seeked: () => viewing.seeked(),
      timeupdate: () => {
        viewing.moved();
        this.box.played(viewing.progress);
      },
      error: () => this.box.complain("video-broken"),
    });
    const left = (): void => {
      viewing.left();
      if (video.played.length) keep();
    };
    // A page of the course that is left is quietened first.
    pages.onshow((_, page) => page?.contains(video) && left());
    learner.onleave(left);
  }

  private hear(heard: Record<string, () => void>): void {
    for (const [name, listener] of Object.entries(heard)) this.video.addEventListener(name, listener);
  }
}
