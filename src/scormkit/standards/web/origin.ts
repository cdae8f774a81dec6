/** What a browser tells a document of the page that holds it in a frame. */
export interface Surroundings {
  /** The query of the frame's address, with its question mark. */
  search: string;
  referrer: string;
  /** Origins of the pages around, the nearest first; some browsers do not tell them. */
  ancestors: readonly string[] | null;
}

export function surroundings({ location, document }: Window): Surroundings {
  const list = (location as { ancestorOrigins?: DOMStringList }).ancestorOrigins;
  return {
    search: location.search,
    referrer: document.referrer,
    ancestors: list ? Array.from(list) : null,
  };
}

/**
 * The origin of the page around, to which alone messages go; `null` if nobody is to be told.
 *
 * The page names itself in the frame's address (`?parent=https://wiki.example.org`); without that
 * the referrer counts where the browser confirms it. A page that names another than itself gets
 * nothing: the browser delivers a message only to the origin it is for.
 */
export function parentOrigin({ search, referrer, ancestors }: Surroundings): string | null {
  const named = new URLSearchParams(search).get("parent");
  const origin = originOf(named ?? referrer);
  const confirmed = ancestors ? ancestors[0] === origin : named !== null;
  return confirmed ? origin : null;
}

function originOf(address: string): string | null {
  try {
    const { protocol, origin } = new URL(address);
    return protocol === "https:" || protocol === "http:" ? origin : null;
  } catch {
    return null;
  }
}
