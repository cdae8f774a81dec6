/** Tells the other tabs of the same course what changed, so that none overwrites what is newer (P9). */
export class Tabs {
  private readonly channel: BroadcastChannel | null;

  constructor(course: string, heard: (state: string) => void) {
    this.channel = typeof BroadcastChannel === "undefined" ? null : open(`scormkit:${course}`);
    if (this.channel) this.channel.onmessage = ({ data }) => heard(String(data));
  }

  tell(state: string): void {
    this.channel?.postMessage(state);
  }

  close(): void {
    this.channel?.close();
  }
}

/** A sandboxed frame may refuse. */
function open(name: string): BroadcastChannel | null {
  try {
    return new BroadcastChannel(name);
  } catch {
    return null;
  }
}
