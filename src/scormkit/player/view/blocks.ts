import { all, button, iconButton, icon, make, toggle } from "./dom";
import { nextPage } from "./stage";
import type { Stage } from "./stage";

/** What may be wider than the page. */
const WIDE = ":is(.sk-scroll, pre, .formula)";

/** Brings to life what stands in the pages: tasks, congratulations, pictures; see also `media/`. */
export class Blocks {
  private readonly checks = all(document, "[data-task]") as HTMLInputElement[];
  private readonly rewards = all(document, "[data-congratulation]");

  constructor(private readonly stage: Stage) {
    const main = document.getElementById("sk-main")!;
    for (const check of this.checks) {
      check.addEventListener("change", () => stage.learner.confirm(check.dataset["task"]!, check.checked));
    }
    for (const image of all(main, ".sk-figure[data-zoom] img")) this.zoomable(image as HTMLImageElement);
    stage.pages.onshow((shown) => {
      for (const area of all(shown, WIDE)) scrollable(area);
    });
    window.addEventListener("resize", () => {
      for (const area of all(main, `.sk-page:not([hidden]) ${WIDE}`)) scrollable(area);
    });
  }

  update(): void {
    const { learner } = this.stage;
    for (const check of this.checks) {
      check.checked = learner.confirmed(check.dataset["task"]!);
    }
    for (const reward of this.rewards) this.reveal(reward);
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

/** What can be scrolled must be reachable by keyboard. */
function scrollable(area: HTMLElement): void {
  const wide = area.scrollWidth > area.clientWidth + 1;
  toggle(area, "tabindex", wide && "0");
}
