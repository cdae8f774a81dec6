import { all, button, icon, make } from "../dom";
import type { Stage } from "../stage";

const DAY = 86_400_000;

/**
 * The entry of a script of its own, which only courses with a certificate carry: it comes before the
 * player's and waits for it.
 */
document.addEventListener("sk-stage", (event) => new Certificate((event as CustomEvent<Stage>).detail));

/** Offered once everything is done: in the contents, on the last page, and when the learner leaves. */
class Certificate {
  private readonly dialog = document.querySelector<HTMLDialogElement>(".sk-certificate")!;
  private readonly offers: HTMLElement[];

  constructor(private readonly stage: Stage) {
    const { dialog } = this;
    document.body.append(dialog); // so that it can be printed alone
    const [print, close] = all(dialog, "button");
    print!.addEventListener("click", () => window.print());
    close!.addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => document.documentElement.classList.remove("sk-awarded"));
    const ready = make("p", {}, make("strong", {}, dialog.dataset["ready"]!));
    const note = make(
      "div",
      { class: "sk-callout sk-congratulation sk-award-note" },
      icon("star"),
      make("div", { class: "sk-callout-body" }, ready, this.open()),
    );
    this.offers = [note, this.open()];
    all(document, ".sk-page").pop()!.append(note);
    document.querySelector(".sk-brand")!.append(this.offers[1]!);
    const { finish, learner } = stage;
    stage.finish = () => {
      finish();
      if (learner.day) document.querySelector(".sk-closed")?.append(this.open());
    };
    learner.onchange(() => this.update());
    this.update();
  }

  /** The day is kept from the first time on: a later visit prints the same. */
  private update(): void {
    const { learner, voice } = this.stage;
    const done = ["completed", "passed"].includes(learner.status());
    if (done && !learner.day) {
      const now = new Date();
      learner.day = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()) / DAY;
      voice.show(this.dialog.dataset["ready"]!);
    }
    for (const offer of this.offers) offer.hidden = !learner.day;
  }

  private open(): HTMLElement {
    const title = this.dialog.querySelector("h2")!.textContent!;
    return button("plain", [icon("star"), title], () => this.show());
  }

  private show(): void {
    const { dialog, stage } = this;
    const { learner, words } = stage;
    const name = readable(learner.name);
    const [shown, field] = all(dialog, ".sk-award-name > *");
    shown!.textContent = name;
    field!.hidden = name !== "";
    const days = new Intl.DateTimeFormat(words.text("language"), {
      day: "numeric",
      month: "long",
      year: "numeric",
      timeZone: "UTC",
    });
    dialog.querySelector(".sk-award-day")!.textContent = days.format(learner.day * DAY);
    const place = dialog.querySelector<HTMLElement>(".sk-award-score");
    const score = learner.score();
    if (place && score !== null) {
      place.hidden = false;
      place.querySelector("b")!.textContent = words.percent(score);
    }
    document.documentElement.classList.add("sk-awarded");
    dialog.showModal();
  }
}

/** An LMS of the SCORM family says "Last, First". */
function readable(name: string): string {
  const [last, first, ...more] = name.split(",");
  return first && !more.length ? `${first.trim()} ${last!.trim()}` : name.trim();
}
