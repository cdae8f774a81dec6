import { BitReader, BitWriter, checksum } from "./bits";
import { bits, oldest, version } from "./layout.json";
import { PHASES, STATUSES } from "./record";
import type { Given, StateRecord, TestRecord, TimeRecord } from "./record";
import { readText, writeText } from "./text";

const NO_BEST = 2 ** bits.best - 1;
const CHOSEN = 1;
const WRITTEN = 2;
const SCROLL_STEPS = 2 ** bits.scroll - 1;

/** The record as text: version, checksum of all that follows, then the fields. */
export function encode(record: StateRecord): string {
  const body = new BitWriter();
  body.write(record.lineage, bits.lineage);
  body.write(record.counter, bits.counter);
  body.write(record.seconds, bits.seconds);
  body.write(STATUSES.indexOf(record.status), bits.status);
  body.write(record.page, bits.key);
  body.write(record.scroll * SCROLL_STEPS, bits.scroll);
  for (const keys of [record.pages, record.tasks, record.videos]) {
    body.write(keys.size, bits.set);
    for (const key of sorted(keys)) body.write(key, bits.key);
  }
  body.write(record.tests.size, bits.tests);
  for (const key of sorted(record.tests.keys())) {
    body.write(key, bits.key);
    encodeTest(body, record.tests.get(key)!);
  }
  if (record.day) body.write(record.day, bits.day);
  const text = body.finish();
  const head = new BitWriter();
  head.write(version, bits.version);
  head.write(checksum(text), bits.checksum);
  return head.finish() + text;
}

/** `null` for text that is no state, damaged, cut off or of a version unknown. */
export function decode(text: string): StateRecord | null {
  try {
    const head = new BitReader(text.trim());
    const body = text.trim().slice((bits.version + bits.checksum) / 6);
    const from = head.read(bits.version);
    const whole = from >= oldest && from <= version && head.read(bits.checksum) === checksum(body);
    return whole ? decodeBody(new BitReader(body), from > 2) : null;
  } catch {
    return null;
  }
}

/** Before version 3 no time was kept, no answer of an earlier attempt, and fewer keys were counted. */
function decodeBody(body: BitReader, third: boolean): StateRecord {
  const keys = (): Set<number> =>
    new Set(times(body.read(bits.set), () => body.read(bits.key)));
  return {
    lineage: body.read(bits.lineage),
    counter: body.read(bits.counter),
    seconds: body.read(bits.seconds),
    status: STATUSES[body.read(bits.status)]!,
    page: body.read(bits.key),
    scroll: body.read(bits.scroll) / SCROLL_STEPS,
    pages: keys(),
    tasks: keys(),
    videos: keys(),
    tests: new Map(times(body.read(bits.tests), () => [body.read(bits.key), decodeTest(body, third)])),
    day: body.left < bits.day ? 0 : body.read(bits.day),
  };
}

function encodeTest(body: BitWriter, test: TestRecord): void {
  body.write(test.attempts, bits.attempts);
  body.write(test.best === null ? NO_BEST : test.best * 100, bits.best);
  body.write(test.passed ? 1 : 0, bits.passed);
  body.write(PHASES.indexOf(test.phase), bits.phase);
  body.write(test.position, bits.position);
  body.write(test.seed, bits.seed);
  body.write(test.time.length, bits.timed);
  for (const part of test.time) body.write(part, bits.time);
  body.write(test.drawn.length, bits.drawn);
  for (const { key, given, kept } of test.drawn) {
    body.write(key, bits.key);
    body.write(kept ? 1 : 0, bits.kept);
    body.write(given === null ? 0 : typeof given === "string" ? WRITTEN : CHOSEN, bits.answered);
    if (typeof given === "string") {
      writeText(body, given);
    } else if (given) {
      body.write(given.length, bits.given);
      for (const choice of given) body.write(choice, bits.choice);
    }
  }
}

function decodeGiven(body: BitReader, third: boolean): Given | null {
  const answered = body.read(bits.answered);
  if (answered === WRITTEN) return readText(body);
  return answered === CHOSEN ? times(body.read(third ? bits.given : bits.given - 1), () => body.read(bits.choice)) : null;
}

function decodeTest(body: BitReader, third: boolean): TestRecord {
  const attempts = body.read(bits.attempts);
  const best = body.read(bits.best);
  return {
    attempts,
    best: best === NO_BEST ? null : best / 100,
    passed: body.read(bits.passed) === 1,
    phase: PHASES[body.read(bits.phase)] ?? "new",
    position: body.read(bits.position),
    seed: body.read(bits.seed),
    time: third ? (times(body.read(bits.timed), () => body.read(bits.time)) as TimeRecord) : [],
    drawn: times(body.read(bits.drawn), () => ({
      key: body.read(bits.key),
      ...(third && body.read(bits.kept) === 1 && { kept: true }),
      given: decodeGiven(body, third),
    })),
  };
}

function sorted(keys: Iterable<number>): number[] {
  return [...keys].sort((a, b) => a - b);
}

function times<T>(count: number, make: () => T): T[] {
  return Array.from({ length: count }, make);
}
