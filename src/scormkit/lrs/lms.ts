import { isWeb, readActor, recall, remember } from "./launch";
import type { Entrance } from "./launch";
import { Session, scored } from "./session";
import type { Dialect, Told, Verdict } from "./session";
import { duration } from "./statements";
import type { Context, Result, Said } from "./statements";
import { Lrs } from "./transport";
import { UUID } from "./uuid";
import type { CourseData } from "../player/course";
import type { Launch, Lms, Snapshot, Trouble } from "../player/lms";
import { launch_parameters as NAMES } from "./vocabulary.json";

/** As the LMS names them. */
interface Parameters {
  endpoint?: string;
  auth?: string;
  actor?: string;
  registration?: string;
  activity_id?: string;
  activity_platform?: string;
  grouping?: string;
}

/** The port over a Learning Record Store that the launch address names (Rustici's launch method). */
export class XapiLms implements Lms, Dialect {
  readonly name = "xapi";
  readonly limits = { state: 1_000_000 };
  private session: Session | null = null;
  private root = "";
  private started = new Date();
  private readonly told: Parameters;

  constructor(
    private readonly course: CourseData,
    private readonly entrance: Entrance,
  ) {
    this.told = this.parameters();
  }

  /** Whether the launch address names a store and a learner. */
  get launched(): boolean {
    return readActor(this.told.actor ?? "") !== null && isWeb(this.told.endpoint ?? "");
  }

  async start(): Promise<Launch | null> {
    const { endpoint = "", actor = "", ...given } = this.told;
    const agent = readActor(actor);
    if (!agent || !isWeb(endpoint)) return null;
    const registration = UUID.test(given.registration ?? "") ? given.registration! : "";
    this.root = given.activity_id || this.course.iri;
    this.started = new Date();
    this.session = new Session(
      {
        course: this.course,
        lrs: new Lrs(endpoint, authorization(given.auth ?? "")),
        actor: agent,
        agent: JSON.stringify(agent),
        registration,
        activity: this.root,
        template: this.template(given),
        memory: { started: this.started, greeted: false, over: false },
        remember: () => undefined,
        mode: "normal",
      },
      this,
    );
    const launch = await this.session.open();
    if (!launch) console.warn("The Learning Record Store does not answer: nothing is saved there");
    return launch;
  }

  save(snapshot: Snapshot): Promise<Trouble> {
    return this.session ? this.session.save(snapshot) : Promise.resolve("no-lms");
  }

  read(): Promise<string> {
    return this.session ? this.session.read() : Promise.resolve("");
  }

  finish(snapshot: Snapshot): void {
    void this.session?.close(snapshot);
  }

  first(): Said {
    return this.said("initialized", this.started, undefined, [this.started.toISOString()]);
  }

  last({ completed, seconds }: Snapshot): Said {
    const result = { duration: duration(seconds) };
    const facts = [this.started.toISOString()];
    return this.said(completed ? "terminated" : "suspended", new Date(), result, facts);
  }

  /** Success with its score first: some LMSs publish the grade the moment completion comes (P20). */
  verdicts({ success, completed, score, seconds }: Snapshot, { said, attempts }: Told): Verdict[] {
    const common = { ...scored(score), duration: duration(seconds) };
    const found: Verdict[] = [];
    const tell = (name: string, verb: Said["verb"], part: Result, facts: string[] = []): void => {
      found.push({ name, ...this.said(verb, new Date(), { ...part, ...common }, facts) });
    };
    if (success === "passed") tell("passed", "passed", { success: true });
    const failed = success === "failed" && (attempts !== "" || !said("failed"));
    if (failed && !said("passed")) {
      tell(`failed ${attempts}`, "failed", { success: false }, [attempts]);
    }
    if (completed) tell("completed", "completed", { completion: true });
    return found;
  }

  private said(verb: Said["verb"], at: Date, result?: Result, facts: string[] = []): Said {
    const object = this.session!.author.activities.root(this.root);
    return { verb, object, at, facts, ...(result && { result }) };
  }

  private template({ activity_platform: platform, grouping }: Parameters): Context {
    const around = [this.root, ...(grouping ? [grouping] : [])];
    return {
      ...(platform && { platform }),
      contextActivities: { grouping: around.map((id) => ({ id })) },
    };
  }

  /**
   * What the launch address says. It holds a key to the learner's records, so it is taken out of the
   * browser's history; the window remembers it for the day when the page is loaded again.
   */
  private parameters(): Parameters {
    const { location, history } = this.entrance;
    const key = `scormkit-launch:${this.course.iri} ${this.course.modules[0]?.id ?? ""}`;
    const address = new URL(location.href);
    const told = NAMES.filter((name) => address.searchParams.has(name));
    const found = Object.fromEntries(
      told.map((name) => [name, address.searchParams.get(name)!]),
    ) as Parameters;
    if (!found.endpoint) return recall<Parameters>(this.entrance, key) ?? {};
    remember(this.entrance, key, found);
    for (const name of told) address.searchParams.delete(name);
    try {
      history.replaceState(history.state, "", address.href);
    } catch {
      // a sandbox may forbid it
    }
    return found;
  }
}

/** Older LMSs leave out the scheme. */
function authorization(auth: string): string {
  return !auth || auth.trim().includes(" ") ? auth.trim() : `Basic ${auth.trim()}`;
}
