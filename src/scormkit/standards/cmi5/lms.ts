import { isWeb, readActor } from "../../lrs/launch";
import type { Entrance } from "../../lrs/launch";
import { Session } from "../../lrs/session";
import type { Dialect, Told, Verdict } from "../../lrs/session";
import { duration } from "../../lrs/statements";
import type { Result, Said } from "../../lrs/statements";
import { Lrs } from "../../lrs/transport";
import type { CourseData } from "../../player/course";
import type { Launch, Lms, Snapshot, Success, Trouble } from "../../player/lms";
import { categories, extensions } from "./datamodel.json";
import { ask, enter, keep, readAddress } from "./entry";
import type { Address, Kept, LaunchData } from "./entry";

/** How long the way back waits for the last words to arrive. */
const GOODBYE = 3_000;
const MODES = { Normal: "normal", Browse: "browse", Review: "review" } as const;

/** cmi5: the port over an LMS that launches by a token and speaks xAPI (cmi5, 8 to 11). */
export class Cmi5Lms implements Lms, Dialect {
  readonly name = "cmi5";
  readonly limits = { state: 1_000_000 };
  exit?: () => void;
  private session: Session | null = null;
  private activity = "";
  private started = new Date();
  private mastery: number | undefined;
  private goodbye: Promise<void> = Promise.resolve();

  constructor(
    private readonly course: CourseData,
    private readonly entrance: Entrance,
  ) {}

  async start(): Promise<Launch | null> {
    const address = readAddress(this.entrance.location.href);
    if (!address) return null;
    try {
      const kept = await enter(this.entrance, address);
      // The LMS gives what follows "Basic".
      const lrs = new Lrs(address.endpoint, `Basic ${kept.token}`);
      const [data, sound] = await ask(lrs, address);
      const launch = await this.open(address, kept, data, lrs);
      return launch && { ...launch, muted: !sound };
    } catch (reason) {
      console.warn(`The course is not connected to the LMS: ${String(reason)}`);
      this.session = null;
      return null;
    }
  }

  save(snapshot: Snapshot): Promise<Trouble> {
    return this.session ? this.session.save(snapshot) : Promise.resolve("no-lms");
  }

  read(): Promise<string> {
    return this.session ? this.session.read() : Promise.resolve("");
  }

  finish(snapshot: Snapshot): void {
    if (this.session) this.goodbye = this.session.close(snapshot);
  }

  first(): Said {
    return this.defined("initialized", this.started, undefined, [this.started.toISOString()]);
  }

  last(): Said {
    const now = new Date();
    const result = { duration: duration((now.getTime() - this.started.getTime()) / 1000) };
    return this.defined("terminated", now, result, [this.started.toISOString()]);
  }

  /**
   * Passed and completed once in a registration; failed only with the last words, for a session has
   * room for one of the two, and never after passed (cmi5, 9.3).
   */
  verdicts(snapshot: Snapshot, { said, attempts }: Told, leaving: boolean): Verdict[] {
    const verdict = this.judge(snapshot);
    const score = snapshot.score === null ? {} : { score: integers(snapshot.score) };
    const common = { ...score, duration: duration(snapshot.seconds) };
    const found: Verdict[] = [];
    if (verdict === "passed") {
      found.push({ name: "passed", ...this.judged("passed", { success: true, ...common }) });
    }
    const again = attempts !== "" || !said("failed");
    if (verdict === "failed" && leaving && again && !said("passed")) {
      const failed = this.judged("failed", { success: false, ...common }, [attempts]);
      found.push({ name: `failed ${attempts}`, ...failed });
    }
    if (snapshot.completed) {
      const result = { completion: true, duration: common.duration };
      const told = this.defined("completed", new Date(), result, [], [categories.moveon]);
      found.push({ name: "completed", ...told });
    }
    return found;
  }

  private open(address: Address, kept: Kept, data: LaunchData, lrs: Lrs): Promise<Launch | null> {
    const actor = readActor(address.actor);
    if (!actor?.account) throw new Error("the actor has no account");
    this.activity = address.activityId;
    this.started = new Date(kept.started);
    this.mastery = data.masteryScore;
    this.session = new Session(
      {
        course: this.course,
        lrs,
        actor: JSON.parse(address.actor) as typeof actor,
        agent: address.actor,
        registration: address.registration,
        activity: address.activityId,
        template: data.contextTemplate,
        memory: { started: this.started, greeted: kept.greeted, over: kept.over },
        remember: ({ greeted, over }) => keep(this.entrance, address, { ...kept, greeted, over }),
        mode: MODES[data.launchMode] ?? "normal",
      },
      this,
    );
    if (data.returnURL && isWeb(data.returnURL)) this.offer(data.returnURL);
    return this.session.open();
  }

  /** The learner goes back when the last words have arrived, or have had their time (cmi5, 10.2.6). */
  private offer(place: string): void {
    this.exit = () => {
      const patience = new Promise<void>((resolve) => setTimeout(resolve, GOODBYE));
      void Promise.race([this.goodbye, patience]).then(() => {
        this.entrance.location.href = place;
      });
    };
  }

  /** The LMS may ask for another score than the course: where one test decides, it alone does. */
  private judge({ success, score }: Snapshot): Success {
    const { mastery, course } = this;
    const asked = course.completion.test && course.tests.length > 0;
    if (mastery === undefined || !asked) return success;
    const enough = score !== null && integers(score).scaled >= mastery;
    const single = course.tests.length === 1 || course.final?.alone;
    if (enough && (success === "passed" || single)) return "passed";
    return !enough && success === "failed" ? "failed" : "unknown";
  }

  private judged(verb: "passed" | "failed", result: Result, facts: string[] = []): Said {
    const told = this.defined(verb, new Date(), result, facts, [categories.moveon]);
    if (this.mastery === undefined || !result.score) return told;
    return { ...told, extensions: { [extensions.masteryscore]: this.mastery } };
  }

  /** A cmi5 defined statement; all others are cmi5 allowed and go without the category (cmi5, 7.1). */
  private defined(verb: Said["verb"], at: Date, result?: Result, facts: string[] = [], more: string[] = []): Said {
    return {
      verb,
      object: { objectType: "Activity", id: this.activity },
      at,
      facts,
      ...(result && { result }),
      categories: [categories.cmi5, ...more],
    };
  }
}

/** Percent as cmi5 wants it: whole numbers, but for the one that is held against the mastery score. */
function integers(score: number): { scaled: number; raw: number; min: number; max: number } {
  return { scaled: Math.round(score * 100) / 10_000, raw: Math.round(score), min: 0, max: 100 };
}
