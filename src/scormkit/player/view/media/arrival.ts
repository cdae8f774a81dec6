/** After this time what was asked of another site will not come any more. */
const PATIENCE = 10_000;

/**
 * Finds out whether a frame has come. A browser tells of a frame that is blocked as of one that is
 * loaded, so a player that can speak must do so; of others it is known when nothing comes at all,
 * when the network is off, and when the page's own policy forbids the frame.
 */
export class Arrival {
  private state: "waiting" | "here" | "refused" = "waiting";

  constructor(
    frame: HTMLIFrameElement,
    private readonly speaks: boolean,
    private readonly told: { here(): void; missing(): void },
  ) {
    const { origin } = new URL(frame.src);
    frame.addEventListener("load", () => {
      if (!this.speaks) this.arrived();
    });
    const refused = ({ blockedURI }: SecurityPolicyViolationEvent): void => {
      if (!frame.isConnected) document.removeEventListener("securitypolicyviolation", refused);
      else if (blockedURI.startsWith(origin)) this.refuse();
    };
    document.addEventListener("securitypolicyviolation", refused);
    if (!navigator.onLine) this.refuse();
    setTimeout(() => {
      if (this.state === "waiting" && frame.isConnected) this.told.missing();
    }, PATIENCE);
  }

  get here(): boolean {
    return this.state === "here";
  }

  /** It is loaded, or it spoke. */
  arrived(): void {
    if (this.state !== "waiting") return;
    this.state = "here";
    this.told.here();
  }

  private refuse(): void {
    this.state = "refused";
    this.told.missing();
  }
}
