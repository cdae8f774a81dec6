import { all } from "../dom";
import type { Stage } from "../stage";
import { Framed } from "./framed";
import { Local } from "./local";
import { Memory } from "./memory";

/**
 * The entry of a script of its own, which only courses with videos or frames carry: it comes before
 * the player's and waits for it.
 */
document.addEventListener("sk-stage", (event) => begin((event as CustomEvent<Stage>).detail));

function begin(stage: Stage): void {
  const { learner, pages } = stage;
  const main = document.getElementById("sk-main")!;
  const { id, modules } = learner.course;
  const key = `scormkit:${id}:${modules[0]?.id ?? ""}:videos`;
  const memory = new Memory(learner.storage, key, learner.lineage);
  const boxes = all(main, ".sk-video, .sk-frame").map((figure) => {
    const video = figure.querySelector("video");
    return (video ? new Local(stage, figure, video, memory) : new Framed(stage, figure, memory)).box;
  });
  for (const media of all(main, "video, audio")) (media as HTMLMediaElement).muted = learner.muted;
  pages.onshow((_, left) => left && quieten(left));
  const update = (): void => boxes.forEach((box) => box.update());
  learner.onchange(update);
  update();
}

/** A page that is left plays nothing more. */
function quieten(page: HTMLElement): void {
  for (const frame of all(page, ".sk-live iframe")) {
    frame.parentElement!.classList.remove("sk-live");
    frame.remove();
  }
  for (const player of all(page, "video, audio")) (player as HTMLMediaElement).pause();
}
