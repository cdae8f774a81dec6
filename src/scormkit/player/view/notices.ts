import type { Trouble } from "../lms";
import { all, ask, button, fill, icon, make } from "./dom";
import type { Stage } from "./stage";

/** Says when results are not being saved: what happened, what is kept, what to do. */
export class Banner {
  readonly element = make("div", { class: "sk-banner", hidden: true });
  private shown: Trouble = "none";

  constructor(private readonly stage: Stage) {}

  update(): void {
    const { learner, words } = this.stage;
    const trouble = learner.mode === "normal" ? learner.saving.trouble : "none";
    if (trouble === this.shown) return;
    if (trouble === "none") this.stage.voice.show(words.text("trouble-over"));
    this.shown = trouble;
    this.element.hidden = trouble === "none";
    if (trouble === "none") return;
    this.element.setAttribute("role", trouble.startsWith("no-") ? "status" : "alert");
    const close = button("plain", [words.text("understood")], () => (this.element.hidden = true));
    fill(
      this.element,
      icon("warn"),
      make(
        "div",
        {},
        make("strong", {}, words.text(`trouble-${trouble}`)),
        make("p", {}, words.text(`trouble-${trouble}-kept`)),
      ),
      close,
    );
  }
}

/** The end of the visit: asks first if something is left, says goodbye to the LMS, and that is it. */
export function finish({ learner, words }: Stage): void {
  if (learner.completed() || learner.mode !== "normal") {
    leave();
    return;
  }
  const left = learner.course.pages.filter(({ id }) =>
    ["unseen", "open"].includes(learner.pageState(id)),
  );
  const items = left.map(({ id, title }) => make("li", {}, make("a", { href: `#p-${id}` }, title)));
  const { trouble } = learner.saving;
  ask(
    words.text("leave-open"),
    [
      make("p", {}, words.text(trouble === "none" ? "leave-open-kept" : `trouble-${trouble}-kept`)),
      items.length ? make("ul", { class: "sk-left" }, ...items) : null,
    ],
    [
      button("main", [words.text("stay")], () => undefined),
      button("plain", [words.text("leave")], leave),
    ],
  );

  function leave(): void {
    learner.leave();
    learner.exit?.();
    const done = learner.completed();
    const sent = learner.saving.trouble === "none" && learner.mode === "normal";
    const heading = make("h1", { tabindex: "-1" }, words.text(done ? "closed-done" : "closed"));
    for (const page of all(document, ".sk-page")) page.hidden = true;
    document
      .getElementById("sk-main")!
      .append(
        make(
          "section",
          { class: "sk-closed" },
          icon(done ? "star" : "check"),
          heading,
          sent ? make("p", {}, words.text("closed-sent")) : null,
          make("p", {}, words.text(learner.exit ? "closed-return" : "closed-window")),
          button("plain", [words.text("closed-back")], () => location.reload()),
        ),
      );
    document.documentElement.classList.add("sk-over");
    window.scrollTo(0, 0);
    heading.focus();
  }
}
