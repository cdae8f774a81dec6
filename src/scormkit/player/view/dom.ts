type Child = Node | string | null;
type Value = string | boolean | ((event: Event) => void);

/** Makes an element: a function is listened with, `false` leaves an attribute out. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Record<string, Value> = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name, value);
    else if (value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...present(children));
  return element;
}

/** Puts new children in place of the old ones. */
export function fill(element: Element, ...children: Child[]): void {
  element.textContent = "";
  element.append(...present(children));
}

export function all(root: ParentNode, selector: string): HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>(selector)];
}

/** Text for screen readers only. */
export function unseen(text: string): HTMLElement {
  return make("span", { class: "sk-vh" }, text);
}

/** A button of the player; `kind` is its place in the order of importance. */
export function button(
  kind: "main" | "plain" | "quiet",
  label: Child[],
  click: () => void,
): HTMLButtonElement {
  return make("button", { type: "button", class: `sk-do sk-do-${kind}`, click }, ...label);
}

/** A button that shows its icon alone; the word is its name and its tip. */
export function iconButton(name: string, word: string, click: () => void): HTMLButtonElement {
  const made = button("quiet", [icon(name), unseen(word)], click);
  made.title = word;
  return made;
}

/** A drawing of the theme's sprite; it says nothing by itself: a word stands beside it. */
export function icon(name: string): SVGElement {
  const space = "http://www.w3.org/2000/svg";
  const drawing = document.createElementNS(space, "svg");
  drawing.setAttribute("class", "sk-icon");
  drawing.setAttribute("aria-hidden", "true");
  drawing.appendChild(document.createElementNS(space, "use")).setAttribute("href", `#i-${name}`);
  return drawing;
}

/** Sets the attribute, or takes it away. */
export function toggle(element: Element, name: string, value: string | false): void {
  if (value === false) element.removeAttribute(name);
  else element.setAttribute(name, value);
}

/** Asks in a dialog; it is gone from the page when it is closed. */
export function ask(title: string, content: Child[], buttons: HTMLButtonElement[]): HTMLDialogElement {
  const heading = make("h2", { id: "sk-ask-title" }, title);
  const dialog = make(
    "dialog",
    { class: "sk-ask", "aria-labelledby": heading.id },
    heading,
    ...content,
    make("div", { class: "sk-ask-do" }, ...buttons),
  );
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", (event) => {
    if ((event.target as Element).closest(".sk-do, a")) dialog.close();
  });
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

function present(children: Child[]): (Node | string)[] {
  return children.filter((child): child is Node | string => child !== null);
}
