import { make } from "./dom";

/** Long enough to read a line of text. */
const READING = 6_000;

/** The one live region: what happened, for those who do not see it, and on request for all. */
export class Voice {
  readonly element = make("div", { class: "sk-vh", role: "status", "aria-live": "polite" });
  readonly note = make("div", { class: "sk-toast", "aria-hidden": "true", hidden: true });
  private timer = 0;

  say(text: string): void {
    this.element.textContent = "";
    // A region that changes within one task is announced by nobody.
    window.setTimeout(() => (this.element.textContent = text), 60);
  }

  /** Says it and shows it for a while. */
  show(text: string): void {
    this.say(text);
    this.note.textContent = text;
    this.note.hidden = false;
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => (this.note.hidden = true), READING);
  }
}
