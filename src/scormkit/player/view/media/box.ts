import { icon, make } from "../dom";
import type { Stage } from "../stage";

/** The box under a video that says it is watched, what is known of it, and what went wrong. */
export class Box {
  private readonly input: HTMLInputElement | null;
  private readonly told = make("p", { class: "sk-facts" });
  private note: HTMLElement | null = null;
  private share = 0;

  /** A frame of another page has no box, but may not open either. `local`: a file of the course. */
  constructor(
    private readonly stage: Stage,
    private readonly figure: HTMLElement,
    private readonly local: boolean,
    /** Whether the box ticks itself; then the manifest may take the learner's own word away. */
    private measured: boolean,
  ) {
    this.input = figure.querySelector("[data-watch]");
    this.input?.addEventListener("change", () => this.mark(this.input!.checked));
    this.input?.parentElement!.after(this.told);
  }

  /** This share was played, 0..1. */
  played(share: number): void {
    this.share = share;
    if (share * 100 >= this.rules.watched) this.mark(true);
    this.tell();
  }

  /** Nothing can be measured here: the learner's word counts. */
  free(): void {
    this.measured = false;
    this.update();
  }

  update(): void {
    if (!this.input) return;
    this.input.checked = this.stage.learner.watched(this.input.dataset["watch"]!);
    this.input.disabled = this.strict;
    this.tell();
  }

  /** Says in words, on the page and aloud, that nothing is to be seen; the plain link goes with it. */
  complain(key: string): void {
    if (this.note) return;
    const { words, voice } = this.stage;
    const host = this.figure.querySelector(".sk-host")?.textContent ?? "";
    const text = words.text(key, { host });
    const link = this.figure.querySelector(".sk-outside")?.cloneNode(true) ?? null;
    const body = make("div", { class: "sk-callout-body" }, make("p", {}, `${text} `, link));
    this.note = make("div", { class: "sk-callout sk-warning" }, icon("warn"), body);
    this.figure.querySelector("figcaption")!.before(this.note);
    voice.say(text);
    this.free();
  }

  /** It came after all. */
  settle(): void {
    this.note?.remove();
    this.note = null;
  }

  private mark(done: boolean): void {
    const id = this.input?.dataset["watch"];
    if (id && done !== this.stage.learner.watched(id)) this.stage.learner.watch(id, done, this.local);
  }

  private tell(): void {
    const { words } = this.stage;
    const { checked } = this.input ?? { checked: true };
    const said = [
      this.share > 0 && words.text("watched-share", { share: words.percent(this.share * 100) }),
      this.strict && words.text("watched-rule", { share: words.percent(this.rules.watched) }),
    ];
    const text = checked ? "" : said.filter(Boolean).join(" ");
    if (this.told.textContent !== text) this.told.textContent = text;
  }

  private get strict(): boolean {
    return this.measured && !this.rules.ownWord;
  }

  private get rules(): { watched: number; ownWord: boolean } {
    return this.stage.learner.course.videos;
  }
}
