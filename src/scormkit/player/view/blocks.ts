import { Viewing } from "../state/viewing";
import { all, button, iconButton, icon, make, toggle } from "./dom";
import { nextPage } from "./stage";
import type { Stage } from "./stage";

const ALLOW = "autoplay; encrypted-media; fullscreen; picture-in-picture";
/** Another site's page may run, but not lead the learner away from the course. */
const SANDBOX = "allow-scripts allow-same-origin allow-forms allow-popups allow-downloads";

/** What may be wider than the page. */
const WIDE = ":is(.sk-scroll, pre, .formula)";

/** Brings to life what stands in the pages: tasks, videos, frames, congratulations, pictures. */
export class Blocks {
  private readonly checks = all(document, "[data-task], [data-watch]") as HTMLInputElement[];
  private readonly rewards = all(document, "[data-congratulation]");

  constructor(private readonly stage: Stage) {
    const main = document.getElementById("sk-main")!;
    main.addEventListener("change", ({ target }) => this.check(target as HTMLInputElement));
    main.addEventListener("click", (event) => {
      const play = (event.target as Element).closest<HTMLElement>(".sk-play");
      if (play) embed(play);
    });
    for (const figure of all(main, ".sk-video")) this.follow(figure);
    for (const media of all(main, "video, audio")) {
      (media as HTMLMediaElement).muted = stage.learner.muted;
    }
    for (const image of all(main, ".sk-figure[data-zoom] img")) this.zoomable(image as HTMLImageElement);
    stage.pages.onshow((shown, left) => {
      if (left) quieten(left);
      for (const area of all(shown, WIDE)) scrollable(area);
    });
    window.addEventListener("resize", () => {
      for (const area of all(main, `.sk-page:not([hidden]) ${WIDE}`)) scrollable(area);
    });
  }

  update(): void {
    const { learner } = this.stage;
    for (const check of this.checks) {
      const { task, watch } = check.dataset;
      check.checked = task ? learner.confirmed(task) : learner.watched(watch!);
    }
    for (const reward of this.rewards) this.reveal(reward);
  }

  private check(input: HTMLInputElement): void {
    const { dataset, checked } = input;
    const { learner } = this.stage;
    if (dataset["task"]) learner.confirm(dataset["task"], checked);
    const local = Boolean(input.closest(".sk-video")?.querySelector("video"));
    if (dataset["watch"]) learner.watch(dataset["watch"], checked, local);
  }

  /** Appears with the completed module, and shows the way on if the author gave none. */
  private reveal(reward: HTMLElement): void {
    const { learner, words, voice } = this.stage;
    const hidden = !learner.completed(reward.dataset["congratulation"]);
    if (reward.hidden === hidden) return;
    reward.hidden = hidden;
    if (hidden) return;
    if (!reward.closest("[hidden]")) voice.say(reward.textContent!.trim());
    const own = reward.closest(".sk-page")!.querySelector(".sk-button");
    const next = nextPage(learner);
    if (own || !next || reward.querySelector(".sk-do")) return;
    const label = [words.text("go-to", { title: next.title }), icon("next")];
    const on = button("main", label, () => this.stage.pages.go(next.id));
    reward.querySelector(".sk-callout-body")!.append(on);
  }

  /** Only of a local video is known how much of it was played. */
  private follow(figure: HTMLElement): void {
    const video = figure.querySelector("video");
    if (!video) return;
    const { learner, pages } = this.stage;
    const id = figure.dataset["video"]!;
    const viewing = new Viewing(video, (event) => learner.play(id, event));
    const on: Record<string, () => void> = {
      playing: () => viewing.playing(),
      pause: () => viewing.paused(),
      seeked: () => viewing.seeked(),
      timeupdate: () => viewing.moved() && learner.watch(id, true, true),
    };
    for (const [name, heard] of Object.entries(on)) video.addEventListener(name, heard);
    // A page of the course that is left is quietened first.
    pages.onshow((_, left) => left?.contains(video) && viewing.left());
    learner.onleave(() => viewing.left());
  }

  private zoomable(image: HTMLImageElement): void {
    const { words } = this.stage;
    const open = make("button", {
      type: "button",
      class: "sk-zoom",
      "aria-label": `${words.text("zoom")}: ${image.alt}`,
      click: () => this.zoom(image),
    });
    image.before(open);
    open.append(image, icon("zoom"));
  }

  private zoom({ src, alt }: HTMLImageElement): void {
    const { words } = this.stage;
    const dialog = make(
      "dialog",
      { class: "sk-zoomed", "aria-label": alt || words.text("zoom") },
      iconButton("close", words.text("close"), () => dialog.close()),
      make("img", { src, alt }),
    );
    dialog.addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
  }
}

/** Nothing of another site is loaded before the learner asks for it. */
function embed(play: HTMLElement): void {
  const stage = play.closest<HTMLElement>(".sk-stage")!;
  const { embed: src, title } = stage.dataset;
  if (!src) return;
  const video = stage.closest(".sk-video") !== null;
  const frame = make("iframe", {
    src,
    title: title ?? "",
    allow: video && ALLOW,
    allowfullscreen: video,
    sandbox: !video && SANDBOX,
    referrerpolicy: "strict-origin-when-cross-origin",
  });
  stage.append(frame);
  stage.classList.add("sk-live");
  frame.focus();
}

/** A page that is left plays nothing more. */
function quieten(page: HTMLElement): void {
  for (const frame of all(page, ".sk-live iframe")) {
    frame.parentElement!.classList.remove("sk-live");
    frame.remove();
  }
  for (const player of all(page, "video, audio")) (player as HTMLMediaElement).pause();
}

/** What can be scrolled must be reachable by keyboard. */
function scrollable(area: HTMLElement): void {
  const wide = area.scrollWidth > area.clientWidth + 1;
  toggle(area, "tabindex", wide && "0");
}
