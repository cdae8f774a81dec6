// The activity tree of a package as one learner has it: scorm-again's sequencing between launches,
// where nothing but its state is kept.

import { Scorm2004API } from "scorm-again/scorm2004";
import type { ActivitySettings } from "scorm-again/sequencing";
import type { Entry } from "../../session";

type Service = NonNullable<ReturnType<Scorm2004API["getSequencingService"]>>;
type Activity = NonNullable<ReturnType<Service["getSequencingState"]>["rootActivity"]>;

export interface Ended {
  /** The item that is to be delivered next, if any. */
  next: string | null;
  /** The whole course was left, for now or for good. */
  over: boolean;
}

export class Sequencer {
  readonly api: Scorm2004API;
  private delivered: string | null = null;
  private over = false;

  /** `commit` takes what the SCO commits; `state` is what `state()` gave before, or empty. */
  constructor(tree: ActivitySettings, state: string, commit: () => { result: string; errorCode: number }) {
    this.api = new Scorm2004API({
      autocommit: false,
      logLevel: "NONE",
      lmsCommitUrl: "here",
      dataCommitFormat: "flattened",
      mastery_override: true,
      sequencing: { activityTree: structuredClone(tree), logLevel: "error" },
      httpService: { processHttpRequest: commit, updateSettings: () => undefined },
    } as ConstructorParameters<typeof Scorm2004API>[0]);
    this.api.setSequencingEventListeners({
      onActivityDelivery: ({ id }) => (this.delivered = id),
      onSequencingSessionEnd: () => (this.over = true),
    });
    if (state) quietly(() => this.api.deserializeSequencingState(state));
  }

  get current(): string | null {
    return this.api.getSequencingState().currentActivity?.id ?? null;
  }

  get suspended(): string | null {
    const { sequencing } = JSON.parse(this.state()) as { sequencing: { suspendedActivity: string | null } };
    return sequencing.suspendedActivity;
  }

  state(): string {
    return this.api.serializeSequencingState();
  }

  /** Ask for navigation outside of a SCO; give the item delivered. `exit` is its `cmi.exit` before. */
  request(name: string, target = "", exit = ""): string | null {
    this.delivered = null;
    quietly(() => this.service.processNavigationRequest(name, target || undefined, exit));
    return this.delivered;
  }

  /** Do something that may end the SCO's session; tell what comes of it. */
  watch(act: () => void): Ended {
    [this.delivered, this.over] = [null, false];
    quietly(act);
    return { next: this.delivered, over: this.over };
  }

  /** Let what is known of shared objectives tell on what may be opened. */
  refresh(): void {
    const process = this.service.getOverallSequencingProcess();
    quietly(() => {
      process?.synchronizeGlobalObjectives();
      process?.updateNavigationValidity();
    });
  }

  /** Whether the LMS may offer to go on or back; not what the item hides. */
  moves(): { continue: boolean; previous: boolean } {
    const { request_valid: valid } = this.api.adl.nav;
    const hidden = new Set<string>(this.current ? this.activity(this.current)?.hideLmsUi : []);
    const may = (name: "continue" | "previous") => String(valid[name]) === "true" && !hidden.has(name);
    return { continue: may("continue"), previous: may("previous") };
  }

  /** How an item stands in the table of contents. */
  stateOf(id: string): Entry["state"] {
    const activity = this.activity(id);
    if (!activity || !activity.isVisible || activity.isHiddenFromChoice) return "hidden";
    const rule = String(activity.sequencingRules.evaluatePreConditionRules(activity) ?? "");
    if (rule === "hiddenFromChoice") return "hidden";
    const process = this.service.getOverallSequencingProcess();
    const free = this.current ? process?.predictChoiceEnabled(id) : this.choosable(activity) && rule !== "disabled";
    if (rule === "skip") return "skipped";
    return free || id === this.current ? "open" : "disabled";
  }

  private choosable(activity: Activity): boolean {
    return activity.parent?.sequencingControls.choice ?? false;
  }

  private activity(id: string, under = this.api.getSequencingState().rootActivity as Activity | null): Activity | null {
    if (!under || under.id === id) return under;
    for (const below of under.children) {
      const found = this.activity(id, below);
      if (found) return found;
    }
    return null;
  }

  private get service(): Service {
    return this.api.getSequencingService()!;
  }
}

/** scorm-again tells its own story on the console. */
function quietly(act: () => void): void {
  const { debug, warn } = console;
  console.debug = console.warn = () => undefined;
  try {
    act();
  } finally {
    Object.assign(console, { debug, warn });
  }
}
