import { all, iconButton } from "../dom";
import type { Stage } from "../stage";

const PLACE = "scormkit-view:";
const DARK = "(prefers-color-scheme: dark)";

/** What the learner chose for this browser; a browser may forbid remembering. */
export function recall(name: string): string | null {
  try {
    return window.localStorage.getItem(PLACE + name);
  } catch {
    return null;
  }
}

export function remember(name: string, value: string): void {
  try {
    window.localStorage.setItem(PLACE + name, value);
  } catch {
    return;
  }
}

/** The switch between light and dark; until it is used, the system decides. */
export function themeSwitch({ words }: Stage): HTMLElement {
  const root = document.documentElement;
  const chosen = recall("theme");
  if (chosen) root.dataset["theme"] = chosen;
  const dark = (): boolean =>
    root.dataset["theme"] ? root.dataset["theme"] === "dark" : window.matchMedia(DARK).matches;
  const control = iconButton("theme", words.text("dark"), () => {
    const theme = dark() ? "light" : "dark";
    root.dataset["theme"] = theme;
    remember("theme", theme);
    tell();
  });
  const tell = (): void => control.setAttribute("aria-pressed", String(dark()));
  tell();
  window.matchMedia(DARK).addEventListener("change", tell);
  return control;
}

export function printButton({ words }: Stage): HTMLElement {
  // Pictures of pages not opened yet are still to be loaded.
  const pictures = (): Promise<unknown> =>
    Promise.all(
      (all(document, "img[loading]") as HTMLImageElement[]).map((picture) => {
        picture.loading = "eager";
        return picture.decode().catch(() => undefined);
      }),
    );
  window.addEventListener("beforeprint", () => void pictures());
  return iconButton("print", words.text("print"), () => {
    const late = new Promise((done) => setTimeout(done, 4_000));
    void Promise.race([pictures(), late]).then(() => window.print());
  });
}
