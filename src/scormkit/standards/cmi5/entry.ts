import { isWeb, recall, remember } from "../../lrs/launch";
import type { Entrance } from "../../lrs/launch";
import type { Context } from "../../lrs/statements";
import type { Lrs } from "../../lrs/transport";
import { documents, vocabularies } from "./datamodel.json";

/** What the address of an AU says (cmi5, 8.1). */
export interface Address {
  endpoint: string;
  fetch: string;
  actor: string;
  registration: string;
  activityId: string;
}

/** The document `LMS.LaunchData`, as far as an AU goes by it (cmi5, 10.2). */
export interface LaunchData {
  contextTemplate: Context;
  launchMode: "Normal" | "Browse" | "Review";
  masteryScore?: number;
  returnURL?: string;
}

/** What a page that is loaded again has to know of the session (P54). */
export interface Kept {
  token: string;
  /** Milliseconds. */
  started: number;
  greeted: boolean;
  over: boolean;
}

/** `null` if this is no launch by an LMS. */
export function readAddress(href: string): Address | null {
  const given = new URL(href).searchParams;
  const names = vocabularies.launch_parameters;
  const address = Object.fromEntries(names.map((name) => [name, given.get(name) ?? ""]));
  const whole = names.every((name) => address[name]);
  const known = address as unknown as Address;
  return whole && isWeb(known.endpoint) && isWeb(known.fetch) ? known : null;
}

/** Asks for the session's token, which is given once; throws the reason if there is none (cmi5, 8.2). */
export async function enter(entrance: Entrance, address: Address): Promise<Kept> {
  const kept = recall<Kept>(entrance, place(address));
  if (kept) return kept;
  const response = await fetch(address.fetch, { method: "POST", cache: "no-store", credentials: "omit" });
  const body = (await response.json()) as Record<string, unknown>;
  const token = body["auth-token"];
  if (typeof token !== "string" || !token) {
    const { "error-code": code, "error-text": text } = body;
    throw new Error(`the LMS gives no token (${String(code ?? response.status)}: ${String(text ?? "")})`);
  }
  const fresh = { token, started: Date.now(), greeted: false, over: false };
  keep(entrance, address, fresh);
  return fresh;
}

export function keep(entrance: Entrance, address: Address, kept: Kept): void {
  remember(entrance, place(address), kept);
}

/** What the LMS says of this launch, and whether the learner wants sound; throws the reason if not. */
export async function ask(lrs: Lrs, { activityId, actor, registration }: Address): Promise<[LaunchData, boolean]> {
  const query = { stateId: documents.launch_data, activityId, agent: actor, registration };
  const { status, body } = await lrs.get("activities/state", query);
  if (status !== 200) throw new Error(`the LMS gives no ${documents.launch_data} (${status})`);
  const data = JSON.parse(body) as LaunchData;
  const wishes = await lrs.get("agents/profile", { profileId: documents.preferences, agent: actor });
  return [data, wishes.status !== 200 || audible(wishes.body)];
}

/** Its language is left alone: a package has one. */
function audible(preferences: string): boolean {
  try {
    return (JSON.parse(preferences) as { audioPreference?: string }).audioPreference !== "off";
  } catch {
    return true;
  }
}

function place(address: Address): string {
  return `scormkit-cmi5:${address.fetch}`;
}
