import type { Learner } from "../learner";
import { all } from "./dom";

const PAUSE = 400;

/** One page at a time: which one, where on it, and the browser's own way back. */
export class Pages {
  private readonly sections = new Map<string, HTMLElement>();
  private readonly listeners: ((shown: HTMLElement, left: HTMLElement | null) => void)[] = [];
  private shown: HTMLElement | null = null;

  constructor(
    private readonly learner: Learner,
    /** Called for a page that may not be opened yet. */
    private readonly refuse: () => void,
  ) {
    for (const section of all(document, ".sk-page")) {
      this.sections.set(section.dataset["page"]!, section);
      section.hidden = true;
      section.querySelector("h1")!.tabIndex = -1;
    }
  }

  /** Shows the page of the address, or the one where the learner left off. */
  open(): void {
    const asked = this.holder(placeOf(location.hash));
    const deep = asked !== undefined && asked !== this.learner.page && this.learner.reachable(asked);
    const scroll = deep ? 0 : this.learner.scroll;
    const id = deep ? asked : this.learner.page;
    try {
      history.scrollRestoration = "manual";
    } catch {
      // a sandbox may forbid it; then the browser scrolls first, and we after it
    }
    this.show(id);
    // without an address: a browser that is still loading would scroll to it
    this.address(() => history.replaceState(id, ""));
    this.restore(scroll);
    document.addEventListener("click", (event) => this.follow(event));
    window.addEventListener("popstate", ({ state }) => this.back(state));
    this.watch();
  }

  /** Calls back after another page is shown, with the one that was left. */
  onshow(listener: (shown: HTMLElement, left: HTMLElement | null) => void): void {
    this.listeners.push(listener);
  }

  /** Goes to a page, and to a place on it. */
  go(id: string, place = ""): void {
    if (!this.sections.has(id)) return;
    if (!this.learner.reachable(id)) {
      this.refuse();
      return;
    }
    const address = `#${this.sections.get(id)!.id}`;
    if (id !== this.learner.page) this.address(() => history.pushState(id, "", address));
    this.show(id);
    this.land(place);
  }

  private show(id: string): void {
    this.learner.visit(id);
    const left = this.shown;
    const shown = this.sections.get(id)!;
    this.shown = shown;
    if (left === shown) return;
    if (left) left.hidden = true;
    shown.hidden = false;
    for (const listener of this.listeners) listener(shown, left);
  }

  /** The heading takes the focus, so that reading goes on from there. */
  private land(place: string): void {
    const target = place ? document.getElementById(place) : null;
    if (target && target !== this.shown) {
      for (let fold = target.closest("details"); fold; fold = fold.parentElement!.closest("details")) {
        fold.open = true;
      }
      if (!target.hasAttribute("tabindex")) target.tabIndex = -1;
      target.scrollIntoView();
      target.focus({ preventScroll: true });
    } else {
      window.scrollTo(0, 0);
      this.shown?.querySelector("h1")?.focus({ preventScroll: true });
    }
  }

  private follow(event: MouseEvent): void {
    const link = (event.target as Element).closest<HTMLElement>('a[href^="#"]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const place = placeOf(link.getAttribute("href")!);
    const id = this.holder(place);
    event.preventDefault();
    if (id) this.go(id, place);
    else this.land(place);
  }

  /** The browser went back or forth. */
  private back(state: unknown): void {
    const place = placeOf(location.hash);
    const id = typeof state === "string" ? state : this.holder(place);
    if (!id || !this.sections.has(id) || !this.learner.reachable(id)) return;
    this.show(id);
    this.land(this.holder(place) === id ? place : "");
  }

  /** The page that a place is on. */
  private holder(place: string): string | undefined {
    const target = place ? document.getElementById(place) : null;
    return target?.closest<HTMLElement>(".sk-page")?.dataset["page"];
  }

  /** An LMS that shows the course in a sandbox may forbid this; then only the way back is lost. */
  private address(change: () => void): void {
    try {
      change();
    } catch {
      return;
    }
  }

  /** Pictures still to come may move the place: once more when all is there, if nobody scrolled. */
  private restore(fraction: number): void {
    if (!fraction) return;
    const scroll = (): number => {
      window.scrollTo(0, fraction * room());
      return window.scrollY;
    };
    const reached = scroll();
    window.addEventListener("load", () => window.scrollY === reached && scroll(), { once: true });
  }

  private watch(): void {
    let timer = 0;
    const note = (): void => {
      timer = 0;
      this.learner.scroll = room() ? window.scrollY / room() : 0;
    };
    window.addEventListener("scroll", () => (timer ||= window.setTimeout(note, PAUSE)), {
      passive: true,
    });
  }
}

/** How far the page can be scrolled. */
function room(): number {
  return Math.max(0, document.documentElement.scrollHeight - window.innerHeight);
}

function placeOf(address: string): string {
  try {
    return decodeURIComponent(address.slice(1));
  } catch {
    return "";
  }
}
