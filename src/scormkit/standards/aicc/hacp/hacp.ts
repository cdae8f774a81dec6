import { version } from "../datamodel.json";
import type { Address } from "./launch";

export type Command = "GetParam" | "PutParam" | "PutInteractions" | "ExitAU";

/** Milliseconds after which an LMS that does not answer is taken for one that is away. */
const PATIENCE = 10_000;
/** Characters that browsers let outlive the page, with room for other requests on their way. */
const OUTLIVES = 30_000;

/** What the LMS answered: 0 is success; groups of its data by name in lower case. */
export interface Reply {
  error: number;
  groups: Map<string, string[]>;
}

/**
 * Sends one command to the LMS (CMI001 4.0, HACP): a form over POST, which browsers let through to
 * another origin without asking there first. Rejects where there is no answer, or one by somebody
 * else, such as a page that asks to log in.
 */
export async function send({ session, url }: Address, command: Command, data?: string): Promise<Reply> {
  const form = new URLSearchParams({ command, version, session_id: session });
  if (data !== undefined) form.set("aicc_data", data);
  const body = form.toString();
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), PATIENCE);
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "Content-Type": "application/x-www-form-urlencoded" },
      body,
      cache: "no-store",
      keepalive: body.length <= OUTLIVES,
      signal: abort.signal,
    });
    return parse(await response.text());
  } finally {
    clearTimeout(timer);
  }
}

/** Reads an answer; LMSs write names in any case, with blanks around `=`, with any end of line. */
export function parse(text: string): Reply {
  const error = /^\s*error\s*=\s*(-?\d+)/im.exec(text);
  if (!error) throw new Error("no HACP answer");
  const groups = new Map<string, string[]>();
  let lines: string[] = [];
  for (const line of text.replace(/^\s*aicc_data\s*=/im, "\n").split(/\r\n|\n|\r/)) {
    const group = /^\s*\[([^\]]*)\]\s*$/.exec(line)?.[1]?.trim().toLowerCase();
    if (group === undefined) {
      lines.push(line);
    } else {
      lines = groups.get(group) ?? [];
      groups.set(group, lines);
    }
  }
  return { error: Number(error[1]), groups };
}

/** A value of a group by its keyword; empty if the LMS has none. */
export function value({ groups }: Reply, group: string, keyword: string): string {
  for (const line of groups.get(group.toLowerCase()) ?? []) {
    const [name, ...rest] = line.split("=");
    if (name!.trim().toLowerCase() === keyword.toLowerCase()) return rest.join("=").trim();
  }
  return "";
}

/** Lines of a message, each with the end that importers ask for. */
export function lines(...all: string[]): string {
  return all.map((line) => `${line}\r\n`).join("");
}
