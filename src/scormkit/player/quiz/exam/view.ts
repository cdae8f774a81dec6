import type { TestResult } from "../attempt";
import { all, button } from "../../view/dom";
import type { ResultCard } from "../../view/quiz/result";
import type { TestView } from "../../view/quiz/test";
import type { Stage } from "../../view/stage";
import { isRight } from "./attempt";
import type { ExamRun } from "./attempt";
import { aims, parts } from "./parts";
import { Timer } from "./timer";

/** Shows sections with their questions, the time, and what cannot be undone or left out. */
export function examView(Base: typeof TestView, Card: typeof ResultCard): typeof TestView {
  const ExamCard = examCard(Card);
  return class extends Base {
    private readonly pace = this.section.querySelector<HTMLElement>(".sk-pace");

    constructor(stage: Stage, section: HTMLElement) {
      super(stage, section);
      const { learner } = stage;
      const run = this.run as ExamRun;
      if (run.data.time !== undefined) {
        this.start.after(new Timer(stage, run, (whole) => this.expire(whole)).element);
      }
      if (run.data.objectives) {
        const before = learner.aims;
        learner.aims = () => [...(before?.() ?? []), ...aims(run)];
      }
      const select = this.pace?.querySelector("select");
      select?.addEventListener("change", () => run.pace(Number(select.value)));
    }

    protected override render(): void {
      super.render();
      const { pace, run } = this;
      if (this.forward) {
        this.strip.element.hidden = true;
        this.actions.querySelector("[aria-pressed]")?.remove(); // nothing can be marked for later
      }
      for (const part of all(this.list, ".sk-section")) {
        part.hidden = !part.querySelector(".sk-question:not([hidden])");
      }
      if (!pace) return;
      pace.hidden = run.phase === "running" || run.attemptsLeft === 0;
      pace.querySelector("select")!.value = String((run as ExamRun).time[2] ?? 0);
    }

    protected override makeCard(): ResultCard {
      return new ExamCard(this.stage, this.run, () => this.begin());
    }

    /** In one way forward an open question is skipped; where none may be, the button waits. */
    protected override chosen(): void {
      super.chosen();
      const { run, primary, reason } = this;
      const { words } = this.stage;
      const current = run.questions()[run.position];
      if (run.phase !== "running" || !current || current.given || this.view(current).complete) return;
      if (run.data.skip === false) {
        primary.setAttribute("aria-disabled", "true");
        reason.textContent = words.text("choose-first");
      } else if (this.forward && this.following() !== null) {
        if (!this.immediate) primary.textContent = words.text("skip");
        else if (!this.actions.querySelector(".sk-do-quiet")) {
          primary.after(button("quiet", [words.text("skip")], () => this.go(run.position + 1)));
        }
      }
    }

    protected override act(): void {
      if (this.primary.getAttribute("aria-disabled") !== "true") super.act();
      else this.stage.voice.say(this.stage.words.text("choose-first"));
    }

    protected override end(): void {
      const open = this.run.questions().findIndex(({ given }) => !given);
      if (this.forward) this.finish();
      else if (this.run.data.skip === false && open >= 0) this.go(open);
      else super.end();
    }

    protected override following(): number | null {
      const { position } = this.run;
      if (!this.forward) return super.following();
      return position + 1 < this.run.questions().length ? position + 1 : null;
    }

    /** The time of the question, or of the test, is over: what stands in the controls is given. */
    private expire(whole: boolean): void {
      const { run } = this;
      const current = run.questions()[run.position]!;
      const { given } = this.view(current);
      if (given.length && !current.given) run.answer(current.data.id, given);
      const told = this.immediate && given.length > 0;
      const next = this.following();
      if (whole || (next === null && !told)) this.handIn();
      else if (told) this.update();
      else this.go(next!);
    }

    /** On another page the learner stays there; the result waits. */
    private handIn(): void {
      if (this.section.closest("[hidden]")) this.run.finish();
      else this.finish();
    }

    private get forward(): boolean {
      return this.run.data.order !== undefined;
    }
  };
}

/** Sums the result up by sections and objectives, and says which attempt counts. */
function examCard(Base: typeof ResultCard): typeof ResultCard {
  return class extends Base {
    override show(result: TestResult): void {
      super.show(result);
      const made = parts(this.run.data, result, this.stage.words);
      if (made) this.element.querySelector(".sk-meter")!.after(made);
    }

    protected override meaning(passed: boolean): string {
      const meant = super.meaning(passed);
      const { counted } = this.run.data;
      return meant === "means-retry" && counted ? `means-retry-${counted}` : meant;
    }

    protected override best(percent: number): string {
      const { best, data } = this.run;
      if (data.counted !== "first" || best === percent) return super.best(percent);
      return this.stage.words.text("best-first", { share: this.stage.words.percent(best!) });
    }

    protected override retry(): string {
      const { data } = this.run;
      const all = this.run.result()!.questions.every(isRight);
      return data.retry && !all ? "retry-wrong" : "retry";
    }
  };
}
