/** What the launch address is read from; `location` is one. */
export type Page = Pick<Location, "href" | "protocol" | "search">;

/** Where the LMS listens, and the name of the session there. */
export interface Address {
  session: string;
  url: string;
}

const HERE = /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])([:/?#]|$)/i;

/**
 * Reads AICC_SID and AICC_URL, which the LMS adds to the address it launches (CMI001 4.0, HACP).
 * Names come in any case and order, the address percent-encoded once, twice or not at all.
 */
export function readAddress(page: Page): Address | null {
  const query = page.search.slice(1);
  const session = /(?:^|[&?;])aicc_sid=([^&]*)/i.exec(query)?.[1] ?? "";
  const raw = /(?:^|[&?;])aicc_url=(.*?)(?:$|[&?;]aicc_sid=)/i.exec(query)?.[1] ?? "";
  // An address that nobody encoded may have a query of its own: then all of it belongs to it.
  const url = absolute(decoded(raw.includes("?") ? raw : raw.split("&")[0]!).trim(), page);
  return url === null ? null : { session: unescaped(session), url };
}

/** Names a launch, so that two of them are never taken for one. */
export function sessionKey({ session, url }: Address): string {
  return `scormkit-aicc:${url}:${session}`;
}

function decoded(raw: string): string {
  let text = raw;
  // What stands before a query of its own tells whether the address is encoded.
  for (let i = 0; i < 3 && /%(25|2f|3a|3f)/i.test(text.split("?")[0]!); i++) text = unescaped(text);
  return text;
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Without a scheme it is the page's own; a page that came safely may talk to no unsafe address. */
function absolute(url: string, page: Page): string | null {
  const scheme = page.protocol === "http:" ? "http:" : "https:";
  if (url === "") return null;
  try {
    if (/^\/(?!\/)/.test(url)) return new URL(url, page.href).href;
    if (!/^https?:\/\//i.test(url)) return new URL(`${scheme}//${url.replace(/^\/\//, "")}`).href;
    const safe = page.protocol === "https:" && !HERE.test(url);
    return new URL(safe ? url.replace(/^http:/i, "https:") : url).href;
  } catch {
    return null;
  }
}
