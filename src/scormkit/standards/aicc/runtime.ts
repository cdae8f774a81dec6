import { start } from "../../player/start";
import { AiccLms } from "./lms";

start(({ id, modules }) => new AiccLms(window, modules.length === 1 ? modules[0]!.id : id, tabStore()));

/** The tab's own store; `null` where the browser or a sandbox forbids it. */
function tabStore(): Storage | null {
  try {
    return window.sessionStorage;
  } catch {
    return null;
  }
}
