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
