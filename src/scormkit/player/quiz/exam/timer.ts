import { Clock } from "../../state/clock";
import { fill, make } from "../../view/dom";
import type { Stage } from "../../view/stage";
import type { ExamRun } from "./attempt";
import { clockOf, limits, passed } from "./time";
import type { Limit } from "./time";

const TICK = 1_000;
/** So many seconds at most are given back by a power cut. */
const SAVE = 30;

/**
 * Measures a test's time while the course is open, shows what is left, tells it now and then, and
 * hands in what was given when it is over. A screen reader hears the marks, not the seconds.
 */
export class Timer {
  readonly element = make("p", { class: "sk-time", role: "timer", hidden: true });
  private readonly clock = new Clock();
  private looked = 0;
  private saved = 0;
  /** What was left at the last look, of the test and of the question. */
  private readonly before = new Map<boolean, number>();

  constructor(
    private readonly stage: Stage,
    private readonly run: ExamRun,
    private readonly over: (whole: boolean) => void,
  ) {
    setInterval(() => this.tick(), TICK);
    stage.learner.onchange(() => this.show());
    stage.learner.onleave(() => this.spend());
    this.show();
  }

  private tick(): void {
    this.spend();
    const { learner } = this.stage;
    const now = limits(this.run);
    if (now.length && this.looked - this.saved >= SAVE) {
      this.saved = this.looked;
      learner.saving.request();
    }
    for (const limit of now) {
      if (limit.left <= 0) {
        this.end(limit);
        break;
      }
      this.tell(limit);
    }
    this.show();
  }

  private spend(): void {
    const now = this.clock.seconds();
    this.run.spend(now - this.looked);
    this.looked = now;
  }

  private show(): void {
    const { words } = this.stage;
    const now = limits(this.run);
    this.element.hidden = !now.length;
    fill(
      this.element,
      ...now.map(({ question, left }) =>
        make(
          "span",
          { "data-low": left <= (question ? 10 : 60) },
          `${words.text(question ? "time-question" : "time-left")} `,
          make("strong", {}, clockOf(left)),
        ),
      ),
    );
  }

  private tell(limit: Limit): void {
    const { question, seconds, left } = limit;
    const before = this.before.get(question) ?? left;
    // the next question's time begins anew: its marks lie before it again
    const mark = passed(limit, before < left ? seconds : before, left);
    this.before.set(question, left);
    if (mark === null) return;
    const { voice, words } = this.stage;
    const told = words.text(`time-${mark}`);
    voice.show(question ? words.text("time-of-question", { told }) : told);
  }

  private end({ question }: Limit): void {
    const { stage } = this;
    document.querySelector<HTMLDialogElement>("dialog.sk-ask")?.close();
    this.over(!question);
    this.before.clear();
    stage.voice.show(stage.words.text(question ? "question-over" : "time-over"));
  }
}
