import type { PageData } from "../../course";
import { all, fill, iconButton, make, toggle, unseen } from "../dom";
import { printButton, recall, remember, themeSwitch } from "./settings";
import type { Stage } from "../stage";

/** From here on the contents stand beside the text (frame.css knows the same width). */
const WIDE = "(min-width: 60em)";

interface Entry {
  link: HTMLElement;
  said: HTMLElement;
}

/** The contents that came with the page: with states and progress, beside the text or in a dialog. */
export class Rail {
  private readonly dialog: HTMLDialogElement;
  private readonly element = document.getElementById("sk-rail")!;
  private readonly entries = new Map<string, Entry>();
  private readonly share = make("p", { class: "sk-share" });
  private readonly line: HTMLElement;

  constructor(private readonly stage: Stage) {
    const { words } = stage;
    this.line = progressLine(words.text("progress"));
    this.dialog = make("dialog", { class: "sk-drawer", "aria-label": words.text("contents") });
    for (const link of all(this.element, "[data-go]")) {
      const said = unseen("");
      link.append(said);
      this.entries.set(link.dataset["go"]!, { link, said });
    }
    this.element.querySelector(".sk-brand")!.append(this.line, this.share);
    this.element.prepend(this.close());
    this.element.append(
      make(
        "div",
        { class: "sk-tools" },
        themeSwitch(stage),
        printButton(stage),
        this.folding(),
        stage.learner.exit ? this.exit() : null,
      ),
    );
    this.dialog.addEventListener("click", (event) => {
      const target = event.target as Element;
      if (target === this.dialog || target.closest("a")) this.dialog.close();
    });
    document.body.append(this.dialog);
    this.place();
  }

  /** Opens the dialog of narrow windows. */
  open(): void {
    this.dialog.showModal();
    this.element.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" });
  }

  update(): void {
    const { learner, words } = this.stage;
    for (const page of learner.course.pages) this.mark(page);
    showProgress(this.line, learner.progress());
    fill(this.share, words.text("progress-share", { share: words.percent(Math.floor(learner.progress() * 100)) }));
  }

  /** Puts the contents beside the text or into the dialog, as the window is wide or narrow. */
  private place(): void {
    const wide = window.matchMedia(WIDE);
    const beside = document.querySelector(".sk-shell")!;
    const put = (): void => {
      if (this.dialog.open) this.dialog.close();
      if (wide.matches) beside.prepend(this.element);
      else this.dialog.append(this.element);
    };
    put();
    wide.addEventListener("change", put);
  }

  /** Only where the LMS told a place to return to. */
  private exit(): HTMLElement {
    return iconButton("leave", this.stage.words.text("exit"), () => {
      if (this.dialog.open) this.dialog.close();
      this.stage.finish();
    });
  }

  private close(): HTMLElement {
    const made = iconButton("close", this.stage.words.text("close"), () => this.dialog.close());
    made.classList.add("sk-close");
    return made;
  }

  private folding(): HTMLElement {
    const root = document.documentElement;
    const made = iconButton("fold", this.stage.words.text("fold"), () => {
      const folded = root.classList.toggle("sk-folded");
      remember("rail", folded ? "folded" : "open");
      made.setAttribute("aria-pressed", String(folded));
    });
    made.classList.add("sk-fold");
    root.classList.toggle("sk-folded", recall("rail") === "folded");
    made.setAttribute("aria-pressed", String(recall("rail") === "folded"));
    return made;
  }

  private mark(page: PageData): void {
    const { learner, words } = this.stage;
    const entry = this.entries.get(page.id);
    if (!entry) return;
    const { link, said } = entry;
    const current = page.id === learner.page;
    if (current !== link.hasAttribute("aria-current")) {
      toggle(link, "aria-current", current && "page");
      if (current && !this.dialog.contains(link)) link.scrollIntoView({ block: "nearest" });
    }
    const state = learner.reachable(page.id) ? learner.pageState(page.id) : "locked";
    if (link.dataset["state"] === state) return;
    link.dataset["state"] = state;
    toggle(link, "aria-disabled", state === "locked" && "true");
    said.textContent = `, ${words.text(`state-${state}`)}`;
    link.title = `${page.title} – ${words.text(`state-${state}`)}`;
  }
}

/** A thin line that fills up. */
export function progressLine(label: string): HTMLElement {
  return make(
    "div",
    {
      class: "sk-progress",
      role: "progressbar",
      "aria-label": label,
      "aria-valuemin": "0",
      "aria-valuemax": "100",
    },
    make("span"),
  );
}

/** Whole percents, and 100 only when everything is done. */
export function showProgress(line: HTMLElement, share: number): void {
  line.setAttribute("aria-valuenow", String(Math.floor(share * 100)));
  (line.firstElementChild as HTMLElement).style.width = `${share * 100}%`;
}
