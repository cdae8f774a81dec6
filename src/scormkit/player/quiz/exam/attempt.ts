import type { QuestionData, TestData } from "../../course";
import type { DrawnQuestion, TestRecord, TimeRecord } from "../../state/record";
import type { Attempt, RunQuestion, TestResult, TestRun } from "../attempt";
import { drawQuestions } from "../draw";

/** A test whose time may be limited. */
export interface ExamRun extends TestRun {
  readonly time: TimeRecord;
  /** Takes more time for the next attempt: an index of `PACES`. */
  pace(index: number): void;
  /** Counts seconds in which the course was open. */
  spend(seconds: number): void;
}

/** Attempts with sections, one way forward, retries of the wrong ones, times. */
export function examAttempt(Base: typeof Attempt): typeof Attempt {
  return class extends Base implements ExamRun {
    get time(): TimeRecord {
      return this.record.time;
    }

    override get position(): number {
      return Math.max(0, Math.min(super.position, this.questions().length - 1));
    }

    pace(index: number): void {
      if (this.phase !== "running") this.change({ time: [0, 0, index] });
    }

    /** Without a change of its own: whatever is saved next takes it along. */
    spend(seconds: number): void {
      const { time } = this;
      if (!time.length || this.phase !== "running") return;
      time[0] += seconds;
      time[1] += seconds;
    }

    override questions(): RunQuestion[] {
      const { drawn } = this.record;
      const asked = this.all().filter(({ given }, n) => !(drawn[n]!.kept && given));
      return asked.length ? asked : this.all(); // a new build may have none of the wrong ones any more
    }

    override go(index: number): void {
      const { position, time } = this;
      if (!this.questions()[index] || index === position || (this.data.order && index !== position + 1)) return;
      if (time.length) time[1] = 0; // the change of place takes it along
      super.go(index);
    }

    override answer(id: string, given: string[]): RunQuestion {
      const open = this.data.order ? [this.questions()[this.position]] : this.questions();
      if (!open.some((one) => one?.data.id === id)) throw new Error(`no question ${id} to answer`);
      return super.answer(id, given);
    }

    protected override begun(seed: number): Pick<TestRecord, "drawn" | "time"> {
      const { data, time } = this;
      return {
        drawn: this.again() ?? drawSections(data, seed).map(({ key }) => ({ key, given: null })),
        time: data.time === undefined ? [] : [0, 0, time[2] ?? 0],
      };
    }

    /** The questions of the last attempt with its right answers, if only the others are asked again. */
    private again(): DrawnQuestion[] | null {
      if (!this.data.retry || this.phase !== "finished") return null;
      const right = this.all().filter(isRight).map(({ data }) => data.key);
      const { drawn } = this.record;
      if (right.length === drawn.length) return null;
      return drawn.map(({ key, given }) => (right.includes(key) ? { key, given, kept: true } : { key, given: null }));
    }

    protected override outcome(result: TestResult): Pick<TestRecord, "best" | "passed"> {
      const { counted } = this.data;
      const { attempts, best, passed } = this.record;
      if (counted === "first" && attempts > 1) return { best, passed };
      const told = super.outcome(result);
      return counted === "last" ? { ...told, best: result.percent } : told;
    }

    /** Rounded down: a third of the points must not be missed by a hair. */
    protected override needed(max: number): number {
      const { passPoints } = this.data;
      return passPoints && max ? Math.floor((passPoints / max) * 10000) / 100 : super.needed(max);
    }
  };
}

/** Whether a question of a finished attempt need not be asked again. */
export function isRight({ points, data }: RunQuestion): boolean {
  return points === data.points;
}

/** The questions of an attempt in the order shown, section by section. */
function drawSections(test: TestData, seed: number): QuestionData[] {
  return (test.sections ?? [test]).flatMap((part) => {
    const own = test.questions.filter(({ section }) => !section || section === part.id);
    return drawQuestions({ ...test, questions: own, draw: part.draw, shuffle: part.shuffle }, seed);
  });
}
