import type { Parent } from "./parent";

/** Heights are told at most this often, in milliseconds. */
const PAUSE = 100;
/** A frame that has not grown within this time has an owner who does not make it grow. */
const PATIENCE = 1_000;
/** So much of a place must be seen for it to count as in sight. */
const IN_SIGHT = 48;

/**
 * Fits the player into a frame that the page around makes as tall as the course: tells heights,
 * has no scroll bar of its own while the frame is tall enough, keeps dialogs in the part of the
 * frame that is in sight, and tells the page around where the focus went when that is elsewhere.
 */
export class Fitting {
  private readonly root = document.documentElement;
  private told = 0;
  private at = 0;
  private timer = 0;
  private judging = 0;
  private pressed = false;

  /** Call it before anything is shown: the theme then hangs nothing on the height of the frame. */
  constructor(private readonly parent: Parent) {
    this.root.classList.add("sk-framed");
  }

  /** Call it when the player stands: before that all pages are shown at once. */
  begin(course: string): void {
    new ResizeObserver(() => this.later(course)).observe(this.root);
    window.addEventListener("resize", () => this.judge());
    const hear = (events: string[], heard: () => void): void => {
      for (const event of events) document.addEventListener(event, heard, { capture: true });
    };
    hear(["pointerdown", "keydown"], () => this.look());
    hear(["pointerdown", "mousedown"], () => (this.pressed = true));
    hear(["pointerup", "pointercancel", "mouseup", "keydown"], () => (this.pressed = false));
    document.addEventListener("focusin", ({ target }) => {
      if (this.pressed) return; // what somebody points at is in sight
      if (this.height() !== this.told) this.tell(course);
      this.look((sight) => this.point(course, target as Element, sight));
    });
  }

  /** Tells the height, again too. */
  tell(course: string): void {
    window.clearTimeout(this.timer);
    this.timer = 0;
    const height = this.height();
    if (!height) return; // the frame is hidden
    this.at = Date.now();
    this.told = height;
    this.parent.tell({ type: "scormkit:height", course, height });
    window.clearTimeout(this.judging);
    this.judging = window.setTimeout(() => this.judge(true), PATIENCE);
  }

  private later(course: string): void {
    if (this.timer || this.height() === this.told) return;
    const wait = Math.max(0, this.at + PAUSE - Date.now());
    this.timer = window.setTimeout(() => this.tell(course), wait);
  }

  private height(): number {
    return Math.ceil(this.root.getBoundingClientRect().height);
  }

  /** Without a scroll bar only as long as nothing is cut off; patience over, with one again. */
  private judge(late = false): void {
    const fits = window.innerHeight >= this.told - 1;
    if (fits || late) this.root.classList.toggle("sk-grown", fits);
  }

  /** Learns which part of the frame is in sight: an intersection is all a browser tells of it. */
  private look(then?: (sight: DOMRectReadOnly) => void): void {
    const observer = new IntersectionObserver(([entry]) => {
      observer.disconnect();
      const sight = entry!.intersectionRect;
      if (sight.height) this.frame(sight);
      then?.(sight);
    });
    observer.observe(this.root);
  }

  private frame({ top, bottom }: DOMRectReadOnly): void {
    const { style } = this.root;
    style.setProperty("--sk-above", `${Math.max(0, top)}px`);
    style.setProperty("--sk-below", `${Math.max(0, window.innerHeight - bottom)}px`);
  }

  private point(course: string, target: Element, sight: DOMRectReadOnly): void {
    const { top } = target.getBoundingClientRect();
    if (top >= sight.top && top <= sight.bottom - IN_SIGHT) return;
    this.parent.tell({ type: "scormkit:place", course, top: Math.max(0, Math.floor(top)) });
  }
}
