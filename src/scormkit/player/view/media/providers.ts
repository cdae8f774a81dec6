import { make } from "../dom";

/** What a player in a frame tells of itself; what it does not say is missing. */
export interface Told {
  time?: number | undefined;
  length?: number | undefined;
  playing?: boolean | undefined;
}

type Data = Record<string, any>;

/** How the player of a host is spoken with; nothing here is used unless the manifest allows it. */
interface Provider {
  host: RegExp;
  /** Makes the address one of a player that speaks, and that goes on at a second. */
  address(url: URL, at: number): void;
  /** Messages that ask the player to tell how it goes. */
  ask?: unknown[];
  /** Reads one of its messages, or of its script's events. */
  read(data: Data): Told;
  /** A script of the host's own, where it has published no messages; see `listen`. */
  script?: string;
}

const PROVIDERS: Provider[] = [
  {
    host: /(^|\.)youtube(-nocookie)?\.com$/,
    address(url, at) {
      url.searchParams.set("enablejsapi", "1");
      url.searchParams.set("origin", location.origin);
      if (at) url.searchParams.set("start", String(at));
    },
    ask: [JSON.stringify({ event: "listening", id: 1, channel: "widget" })],
    read({ info }) {
      const { currentTime: time, duration: length, playerState: state } = (info ?? {}) as Data;
      return { time, length, playing: state === undefined ? undefined : state === 1 };
    },
  },
  {
    host: /^player\.vimeo\.com$/,
    address(url, at) {
      if (at) url.hash = `t=${at}s`;
    },
    ask: ["timeupdate", "play", "pause"].map((value) => ({ method: "addEventListener", value })),
    read({ event, data }) {
      const { seconds: time, duration: length } = (data ?? {}) as Data;
      return { time, length, playing: event === "play" ? true : event === "pause" ? false : undefined };
    },
  },
  {
    host: /(^|\.)rutube\.ru$/,
    address(url, at) {
      if (at) url.searchParams.set("t", String(at));
    },
    read({ type, data }) {
      const { time, duration: length, state } = (data ?? {}) as Data;
      if (type === "player:changeState") return { playing: state === "playing" };
      return { time: type === "player:currentTime" ? time : undefined, length };
    },
  },
  {
    host: /(^|\.)(vk\.(com|ru)|vkvideo\.ru)$/,
    address(url, at) {
      url.searchParams.set("js_api", "1");
      if (at) url.searchParams.set("t", `${at}s`);
    },
    read({ time, duration: length, state }) {
      return { time, length, playing: state === "playing" };
    },
    script: "https://vk.com/js/api/videoplayer.js",
  },
];

/** Players that are not ready yet do not hear a question. */
const ASK_AGAIN = 500;

export function providerOf(address: string): Provider | undefined {
  const { hostname } = new URL(address, location.href);
  return PROVIDERS.find(({ host }) => host.test(hostname));
}

/** Tells of every message of the player in the frame, until the frame is gone. */
export function listen(provider: Provider, frame: HTMLIFrameElement, tell: (told: Told) => void): void {
  if (provider.script) {
    events(provider, frame, tell);
    return;
  }
  // Nothing secret is asked, and the frame may be led on to another address of its host.
  const ask = (): void => provider.ask?.forEach((one) => frame.contentWindow?.postMessage(one, "*"));
  const again = setInterval(() => (frame.isConnected ? ask() : stop()), ASK_AGAIN);
  let silent = true;
  const hear = ({ source, data }: MessageEvent): void => {
    if (source !== frame.contentWindow || !source) return;
    const read = parsed(data);
    if (!read) return;
    if (silent) ask();
    silent = false;
    clearInterval(again);
    if (frame.isConnected) tell(provider.read(read));
    else stop();
  };
  const stop = (): void => {
    clearInterval(again);
    removeEventListener("message", hear);
  };
  addEventListener("message", hear);
}

interface Scripted {
  on(event: string, hear: (state: Data) => void): void;
}

/** VK Video publishes a script instead of its messages. */
function events(provider: Provider, frame: HTMLIFrameElement, tell: (told: Told) => void): void {
  const script = make("script", { src: provider.script! });
  script.onload = () => {
    const { VK } = window as unknown as { VK?: { VideoPlayer(frame: HTMLIFrameElement): Scripted } };
    const player = VK?.VideoPlayer(frame);
    for (const event of ["inited", "timeupdate", "started", "resumed", "paused", "ended"]) {
      player?.on(event, (state) => frame.isConnected && tell(provider.read(state)));
    }
  };
  document.head.append(script);
}

function parsed(data: unknown): Data | null {
  try {
    const read: unknown = typeof data === "string" ? JSON.parse(data) : data;
    return read && typeof read === "object" ? read : null;
  } catch {
    return null;
  }
}
