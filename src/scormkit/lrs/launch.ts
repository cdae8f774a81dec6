/** Who learns: an xAPI Agent with exactly one of its four ways to identify somebody. */
export interface Agent {
  objectType: "Agent";
  name?: string;
  mbox?: string;
  mbox_sha1sum?: string;
  openid?: string;
  account?: { homePage: string; name: string };
}

type Raw = Record<string, unknown>;

/**
 * Reads the actor of a launch, the arrays of xAPI 0.9 too; `null` if it names nobody. Of several
 * identifiers the account stands: it tells least about the person.
 */
export function readActor(text: string): Agent | null {
  const raw = parse(text);
  if (!raw) return null;
  const agent: Agent = { objectType: "Agent" };
  const name = word(raw["name"]);
  if (name) agent.name = name;
  const account = only(raw["account"]) as Raw | undefined;
  const homePage = word(account?.["homePage"] ?? account?.["accountServiceHomePage"]);
  const login = word(account?.["name"] ?? account?.["accountName"]);
  if (homePage && login) return { ...agent, account: { homePage, name: login } };
  for (const key of ["mbox", "mbox_sha1sum", "openid"] as const) {
    const value = word(raw[key]);
    if (value) return { ...agent, [key]: key === "mbox" ? mail(value) : value };
  }
  return null;
}

/** One text that no other learner has. */
export function accountOf({ account, mbox, mbox_sha1sum, openid }: Agent): string {
  return account ? `${account.homePage} ${account.name}` : (mbox ?? mbox_sha1sum ?? openid)!;
}

function parse(text: string): Raw | null {
  try {
    const raw = JSON.parse(text) as unknown;
    return raw !== null && typeof raw === "object" ? (raw as Raw) : null;
  } catch {
    return null;
  }
}

function only(value: unknown): unknown {
  return Array.isArray(value) ? (value as unknown[])[0] : (value ?? undefined);
}

function word(value: unknown): string {
  const one = only(value);
  return typeof one === "string" ? one.trim() : "";
}

function mail(address: string): string {
  return address.startsWith("mailto:") ? address : `mailto:${address}`;
}

/** What is asked of the window that a course was launched in. */
export type Entrance = Pick<Window, "location" | "history" | "sessionStorage">;

/** Kept as long as the window is open; a sandbox may forbid it. */
export function recall<T>(entrance: Entrance, key: string): T | null {
  try {
    return JSON.parse(entrance.sessionStorage.getItem(key) ?? "null") as T | null;
  } catch {
    return null;
  }
}

export function remember(entrance: Entrance, key: string, value: unknown): void {
  try {
    entrance.sessionStorage.setItem(key, JSON.stringify(value));
  } catch {
    return;
  }
}

/** Whether an address can be asked or gone to. */
export function isWeb(address: string): boolean {
  return /^https?:\/\/[^/]/i.test(address);
}
