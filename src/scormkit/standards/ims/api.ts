const MOST_PARENTS = 500;
const PAUSE = 100;
const PATIENCE = 3_000;

/**
 * Looks for an LMS's object: in this window, its parents, the opener and the opener's parents. Each
 * step may be into another origin, which throws. Some LMSs put the object up after the content has
 * come, so a window that could have an LMS is asked for a while (P34).
 */
export async function findApi<T>(from: Window, name: string): Promise<T | null> {
  const alone = from.parent === from && !from.opener;
  const end = Date.now() + (alone ? 0 : PATIENCE);
  for (;;) {
    const found = search<T>(from, name);
    if (found || Date.now() >= end) return found;
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
}

function search<T>(from: Window, name: string): T | null {
  const starts: (() => Window | null)[] = [
    () => from,
    () => from.opener as Window | null,
    () => from.top && (from.top.opener as Window | null),
  ];
  for (const begin of starts) {
    const found = climb<T>(attempt(begin), name);
    if (found) return found;
  }
  return null;
}

function climb<T>(from: Window | null, name: string): T | null {
  let at = from;
  for (let hop = 0; at && hop < MOST_PARENTS; hop++) {
    const here: Window = at;
    const api = attempt(() => (here as unknown as Record<string, T | undefined>)[name] ?? null);
    if (api) return api;
    const parent = attempt(() => here.parent);
    at = parent === here ? null : parent;
  }
  return null;
}

function attempt<T>(look: () => T | null): T | null {
  try {
    return look() ?? null;
  } catch {
    return null;
  }
}
