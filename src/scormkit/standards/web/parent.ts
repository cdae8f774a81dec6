import type { Snapshot, Status, Success } from "../../player/lms";
import { parentOrigin, surroundings } from "./origin";

/** How tall the course is: CSS pixels that the frame needs to show all of it. */
export interface Height {
  type: "scormkit:height";
  course: string;
  height: number;
}

/** Where the learner now is: CSS pixels from the upper edge of the frame, out of sight so far. */
export interface Place {
  type: "scormkit:place";
  course: string;
  top: number;
}

/** How the learner stands, in the words of {@link Snapshot}. */
export interface Result {
  type: "scormkit:result";
  course: string;
  version: string;
  status: Status;
  completed: boolean;
  success: Success;
  /** Percent, 0..100; `null` before the first finished test. */
  score: number | null;
  /** Share of what is asked for that is done, 0..1. */
  progress: number;
}

/** The page around the frame: told by messages, and asking by them, under one origin alone. */
export class Parent {
  private result = "";

  /** `null`: there is no page around, or none that may be told anything. */
  static of(window: Window): Parent | null {
    if (window.parent === window) return null;
    const origin = parentOrigin(surroundings(window));
    return origin === null ? null : new Parent(window, origin);
  }

  constructor(
    private readonly window: Window,
    private readonly origin: string,
  ) {}

  /** Never to "*": even a height tells which page somebody is reading. */
  tell(message: Height | Place | Result): void {
    this.window.parent.postMessage(message, this.origin);
  }

  /** Tells a result if it is another than the one told last. */
  tellResult(course: { id: string; version: string }, snapshot: Omit<Snapshot, "reports">): void {
    const { status, completed, success, score, progress } = snapshot;
    const result: Result = {
      type: "scormkit:result", course: course.id, version: course.version,
      status, completed, success, score, progress,
    };
    const text = JSON.stringify(result);
    if (text === this.result) return;
    this.result = text;
    this.tell(result);
  }

  /** Calls back when the page around asks; whatever else arrives, from whomever, is left alone. */
  onask(answer: () => void): void {
    this.window.addEventListener("message", ({ source, origin, data }: MessageEvent<unknown>) => {
      const known = source === this.window.parent && origin === this.origin;
      if (!known || (data as { type?: unknown } | null)?.type !== "scormkit:ask") return;
      this.result = "";
      answer();
    });
  }
}
