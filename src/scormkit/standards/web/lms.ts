import type { Launch, Lms, Snapshot, Status, Trouble } from "../../player/lms";
import type { Store } from "../../player/state/journal";

type Kept = Pick<Snapshot, "state" | "location" | "status" | "score">;

/** No LMS: the learner's own browser keeps the results. */
export class WebLms implements Lms {
  readonly name = "web";
  readonly limits = { state: 1_000_000 };
  private readonly key: string;

  /** `store` is `null` where the browser forbids it. */
  constructor(
    private readonly store: Store | null,
    course: string,
  ) {
    this.key = `scormkit-web:${course}`;
  }

  start(): Promise<Launch | null> {
    const kept = this.kept();
    const launch: Launch = {
      mode: "normal",
      learner: "",
      account: "",
      state: kept?.state ?? "",
      location: kept?.location ?? "",
      status: kept?.status ?? ("" as Status | ""),
    };
    return Promise.resolve(this.usable() ? launch : null);
  }

  save(snapshot: Snapshot): Promise<Trouble> {
    return Promise.resolve(this.write(snapshot) ? "none" : "refused");
  }

  read(): Promise<string> {
    return Promise.resolve(this.kept()?.state ?? "");
  }

  finish(snapshot: Snapshot): void {
    this.write(snapshot);
  }

  private write({ state, location, status, score }: Snapshot): boolean {
    const kept: Kept = { state, location, status, score };
    try {
      this.store?.setItem(this.key, JSON.stringify(kept));
      return this.store !== null;
    } catch {
      return false;
    }
  }

  private kept(): Kept | null {
    try {
      return JSON.parse(this.store?.getItem(this.key) ?? "null") as Kept | null;
    } catch {
      return null;
    }
  }

  private usable(): boolean {
    try {
      const probe = this.store?.getItem(this.key) ?? "";
      this.store?.setItem(this.key, probe || "null");
      return this.store !== null;
    } catch {
      return false;
    }
  }
}
