// What the page around the course shows: the tools, the log of calls, the data model, the items.

import type { Boot, Call, Entry, Fault, Mode, Move } from "../session";
import texts from "./texts.json";

export interface Actions {
  relaunch(): void;
  reset(): void;
  newLearner(): void;
  launch(move: Move): void;
  setMode(mode: Mode): void;
  setFault(fault: Fault): void;
  setStandard(standard: string): void;
}

export interface Shown {
  title: string;
  entries: Entry[];
  current: number;
  moves: { continue: boolean; previous: boolean };
  facts: string;
}

type Words = typeof texts.en;
type Key = keyof Words;

function make<K extends keyof HTMLElementTagNameMap>(name: K, text = "", kind = ""): HTMLElementTagNameMap[K] {
  const element = document.createElement(name);
  if (text) element.textContent = text;
  if (kind) element.className = kind;
  return element;
}

function find(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (!element) throw new Error(`the page has no #${id}`);
  return element;
}

export class Panel {
  readonly words: Words;
  private readonly rows = make("tbody");
  private readonly values = make("tbody");
  private readonly list = make("ul", "", "items");
  private readonly facts = make("p", "", "facts");
  private readonly onwards = make("div", "", "moves");
  private errors = 0;
  private total = 0;

  constructor(
    private readonly boot: Boot,
    faults: readonly Fault[],
    modes: readonly Mode[],
    private readonly actions: Actions,
  ) {
    this.words = boot.language.startsWith("ru") ? texts.ru : texts.en;
    this.addTools(faults, modes);
    this.addToggle();
    this.addPanel();
    this.showCounts();
  }

  say(key: string): string {
    return this.words[key as Key];
  }

  show({ title, entries, current, moves, facts }: Shown): void {
    find("title").textContent = document.title = title;
    this.facts.textContent = facts;
    this.list.hidden = entries.length < 2;
    this.list.replaceChildren(...entries.flatMap((entry, index) => this.line(entry, index, current)));
    this.onwards.hidden = !moves.continue && !moves.previous;
    const [back, on] = ["previous", "continue"] as const;
    this.onwards.replaceChildren(
      ...[back, on].map((move) => {
        const button = this.button(this.words[move], () => this.actions.launch(move));
        button.disabled = !moves[move];
        return button;
      }),
    );
  }

  private line({ title, status, state }: Entry, index: number, current: number): HTMLLIElement[] {
    if (state === "hidden") return [];
    const button = this.button("", () => this.actions.launch(index));
    const told = state === "open" ? status : this.words[state];
    button.append(make("span", title), make("span", told));
    button.disabled = state !== "open";
    if (index === current) button.setAttribute("aria-current", "page");
    const line = make("li");
    line.append(button);
    return [line];
  }

  showProblems(problems: string[]): void {
    const list = make("ul");
    list.append(...problems.map((problem) => make("li", problem)));
    const place = find("problems");
    place.replaceChildren(make("p", this.words.problems), list);
    place.hidden = problems.length === 0;
  }

  showValues(values: Record<string, string>): void {
    const rows = Object.entries(values).map(([element, value]) => {
      const row = make("tr");
      row.append(make("td", element), this.long(value));
      return row;
    });
    this.values.replaceChildren(...rows);
  }

  clear(): void {
    this.rows.replaceChildren();
    this.errors = this.total = 0;
    this.showCounts();
  }

  add(call: Call): void {
    const row = make("tr", "", call.bad ? "bad" : "");
    const argument = [call.element, call.value].filter((text) => text !== "").join(" = ");
    row.append(make("td", String(call.number), "number"), make("td", call.at.toFixed(2), "number"));
    row.append(make("td", call.call.replace("LMS", ""), "number"), this.long(argument, "wide"));
    row.append(this.long(call.result), make("td", call.code, "number"));
    this.rows.prepend(row);
    this.total += 1;
    if (call.bad) this.errors += 1;
    this.showCounts();
  }

  private long(text: string, kind = ""): HTMLTableCellElement {
    const cell = make("td", "", kind);
    cell.append(make("div", text, "clamp"));
    return cell;
  }

  private showCounts(): void {
    const errors = this.errors ? `, ${this.words.errorCount}: ${this.errors}` : "";
    find("toggle").textContent = `${this.words.panel}: ${this.total}${errors}`;
  }

  private button(text: string, act: () => void): HTMLButtonElement {
    const button = make("button", text);
    button.type = "button";
    button.addEventListener("click", act);
    return button;
  }

  private select<T extends string>(key: Key, options: readonly T[], prefix: string, act: (chosen: T) => void): HTMLLabelElement {
    const label = make("label", `${this.words[key]} `);
    const select = make("select");
    select.dataset["choose"] = prefix || key;
    for (const option of options) {
      const entry = make("option", prefix ? this.say(`${prefix}.${option}`) : option);
      entry.value = option;
      select.append(entry);
    }
    select.addEventListener("change", () => act(select.value as T));
    label.append(select);
    return label;
  }

  private addTools(faults: readonly Fault[], modes: readonly Mode[]): void {
    const { standard, standards } = this.boot;
    if (standards.length > 1) {
      const chooser = this.select("standard", standards, "", (chosen) => this.actions.setStandard(chosen));
      chooser.querySelector("select")!.value = this.boot.package || standard;
      find("tools").append(chooser);
    }
    find("tools").append(
      this.button(this.words.relaunch, () => this.actions.relaunch()),
      this.button(this.words.reset, () => this.actions.reset()),
      this.button(this.words.learner, () => this.actions.newLearner()),
    );
    if (modes.length > 1) find("tools").append(this.select("mode", modes, "mode", (mode) => this.actions.setMode(mode)));
    if (faults.length > 1) find("tools").append(this.select("fault", faults, "fault", (fault) => this.actions.setFault(fault)));
  }

  private addToggle(): void {
    const toggle = find("toggle");
    const panel = find("panel");
    const set = (open: boolean) => {
      panel.hidden = !open;
      toggle.setAttribute("aria-expanded", String(open));
    };
    toggle.addEventListener("click", () => set(Boolean(panel.hidden)));
    set(window.innerWidth > 1100);
  }

  private addPanel(): void {
    const log = this.table("calls", ["number", "time", "call", "argument", "result", "code"], this.rows);
    const data = this.table("model", ["element", "value"], this.values);
    data.hidden = true;
    const only = make("input");
    only.type = "checkbox";
    only.addEventListener("change", () => log.classList.toggle("errors-only", only.checked));
    const label = make("label");
    label.append(only, ` ${this.words.errors}`);
    const tabs = [log, data].map((table, index) => {
      const tab = this.button(index ? this.words.data : this.words.log, () => {
        [log, data].forEach((other) => (other.hidden = other !== table));
        tabs.forEach((other) => other.setAttribute("aria-pressed", String(other === tab)));
        label.hidden = table !== log;
      });
      tab.setAttribute("aria-pressed", String(!index));
      return tab;
    });
    const line = make("div", "", "line");
    line.append(...tabs, label);
    find("panel").append(this.list, this.onwards, this.facts, line, log, data);
  }

  private table(title: Key, columns: Key[], body: HTMLElement): HTMLDivElement {
    const table = make("table");
    const head = make("thead");
    const row = make("tr");
    for (const column of columns) {
      const cell = make("th", this.words[column]);
      cell.scope = "col";
      row.append(cell);
    }
    head.append(row);
    table.append(make("caption", this.words[title]), head, body);
    const place = make("div", "", "scroll");
    place.tabIndex = 0; // what scrolls must be reachable by keyboard
    place.setAttribute("role", "region");
    place.setAttribute("aria-label", this.words[title]);
    place.append(table);
    return place;
  }
}
