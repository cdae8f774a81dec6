import type { Status } from "../lms";

/** All that is known of a learner's way through a course; keyed by 24-bit keys, never by order. */
export interface StateRecord {
  /** Made once, with the first page: states of two attempts at a course are never mixed up. */
  lineage: number;
  /** Grows with every change: of two states of one lineage the greater is the newer. */
  counter: number;
  /** Time spent, over all sessions. */
  seconds: number;
  /** The best status reached. */
  status: Status;
  /** Where the learner is: a page's key, 0 for nowhere, and 0..1 of its height. */
  page: number;
  scroll: number;
  pages: Set<number>;
  tasks: Set<number>;
  videos: Set<number>;
  tests: Map<number, TestRecord>;
  /** The day from which a certificate is valid, counted from 1970; 0 as long as there is none. */
  day: number;
}

export type Phase = "new" | "running" | "finished";

export interface TestRecord {
  /** Attempts begun, the running one included. */
  attempts: number;
  /** Percent of the best finished attempt, with two decimals. */
  best: number | null;
  passed: boolean;
  phase: Phase;
  position: number;
  /** 24 bits that decide what is drawn and how it is shuffled. */
  seed: number;
  /** The questions of the running or the last attempt, in the order shown. */
  drawn: DrawnQuestion[];
}

export interface DrawnQuestion {
  key: number;
  given: Given | null;
}

/** Keys of what was chosen, or what was written; where one writes in several places, line by line. */
export type Given = number[] | string;

/** From low to high: a status is only ever exchanged for one further on (P16). */
export const STATUSES: readonly Status[] = ["incomplete", "failed", "completed", "passed"];
export const PHASES: readonly Phase[] = ["new", "running", "finished"];

export function higher(one: Status, other: Status): Status {
  return STATUSES.indexOf(other) > STATUSES.indexOf(one) ? other : one;
}

export function random24(): number {
  return Math.floor(Math.random() * 0x1000000);
}

export function emptyRecord(): StateRecord {
  return {
    lineage: random24(),
    counter: 0,
    seconds: 0,
    status: "incomplete",
    page: 0,
    scroll: 0,
    pages: new Set(),
    tasks: new Set(),
    videos: new Set(),
    tests: new Map(),
    day: 0,
  };
}

export function emptyTest(): TestRecord {
  return { attempts: 0, best: null, passed: false, phase: "new", position: 0, seed: 0, drawn: [] };
}
