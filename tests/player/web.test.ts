import assert from "node:assert/strict";
import { test } from "node:test";

import { parentOrigin } from "../../src/scormkit/standards/web/origin";
import type { Surroundings } from "../../src/scormkit/standards/web/origin";
import { Parent } from "../../src/scormkit/standards/web/parent";
import { course } from "./courses";
import { WebWorld, answerAll, open } from "./worlds";

const WIKI = "https://wiki.example.org";
const OTHER = "https://other.example";

function around(part: Partial<Surroundings> = {}): Surroundings {
  return { search: `?parent=${encodeURIComponent(WIKI)}`, referrer: "", ancestors: [WIKI], ...part };
}

/** A window in a frame, and all that was posted to the page around it. */
function framed(): { window: Window; posted: [unknown, string][]; hear: (message: object) => void } {
  const posted: [unknown, string][] = [];
  const parent = { postMessage: (message: unknown, origin: string) => posted.push([message, origin]) };
  let listener: (message: object) => void = () => undefined;
  const window = {
    parent,
    location: { search: `?parent=${WIKI}`, ancestorOrigins: [WIKI] },
    document: { referrer: "" },
    addEventListener: (_: string, heard: typeof listener) => (listener = heard),
  };
  return { window: window as unknown as Window, posted, hear: (message) => listener(message) };
}

for (const [name, given, origin] of [
  ["the page names itself", around(), WIKI],
  ["a path and a port are no matter", around({ search: `?parent=${WIKI}:443/some/page?a=b` }), WIKI],
  ["a browser that confirms nothing", around({ ancestors: null }), WIKI],
  ["another page than the one named", around({ ancestors: [OTHER, WIKI] }), null],
  ["nobody named, no referrer", around({ search: "" }), null],
  ["a confirmed referrer", around({ search: "?a=1", referrer: `${WIKI}/page` }), WIKI],
  ["a referrer that is another", around({ search: "", referrer: OTHER }), null],
  ["a referrer nobody confirms", around({ search: "", referrer: WIKI, ancestors: null }), null],
  ["everybody is nobody", around({ search: "?parent=*", ancestors: null }), null],
  ["null is nobody", around({ search: "?parent=null", ancestors: ["null"] }), null],
  ["a script is nobody", around({ search: "?parent=javascript:alert(1)", ancestors: null }), null],
  ["a file is nobody", around({ search: "?parent=file:///c:/x.html", ancestors: null }), null],
] as const) {
  test(`the origin that is told: ${name}`, () => {
    assert.equal(parentOrigin(given), origin);
  });
}

test("a course in a window of its own tells nobody", () => {
  const { window } = framed();
  Object.assign(window, { parent: window });
  assert.equal(Parent.of(window), null);
});

test("every new result is told once, to the named origin alone", async () => {
  const { window, posted } = framed();
  const parent = Parent.of(window)!;
  const learner = await open(course(), new WebWorld());
  const tell = (): void => parent.tellResult(learner.course, learner.snapshot());
  learner.onchange(tell);
  tell();
  tell();
  assert.deepEqual(posted, [[
    {
      type: "scormkit:result", course: learner.course.id, version: learner.course.version,
      status: "incomplete", completed: false, success: "unknown", score: null,
      progress: learner.progress(),
    },
    WIKI,
  ]]);
  const id = learner.course.tests[0]!.id;
  learner.visit(learner.course.tests[0]!.page);
  learner.test(id).start();
  answerAll(learner, id, true);
  learner.test(id).finish();
  const results = posted.map(([result]) => result as { score: number | null; success: string });
  assert.deepEqual([results.at(-1)!.score, results.at(-1)!.success], [100, "passed"]);
  const texts = posted.map((each) => JSON.stringify(each));
  assert.equal(new Set(texts).size, texts.length);
  assert.ok(posted.every(([, origin]) => origin === WIKI));
});

test("only the page around is answered, and only what it may ask", async () => {
  const { window, posted, hear } = framed();
  const parent = Parent.of(window)!;
  const learner = await open(course(), new WebWorld());
  const tell = (): void => parent.tellResult(learner.course, learner.snapshot());
  tell();
  parent.onask(tell);
  const ask = { source: window.parent, origin: WIKI, data: { type: "scormkit:ask" } };
  for (const wrong of [
    { ...ask, origin: OTHER },
    { ...ask, source: {} },
    { ...ask, data: null },
    { ...ask, data: "scormkit:ask" },
    { ...ask, data: { type: "scormkit:result" } },
  ]) hear(wrong);
  assert.equal(posted.length, 1);
  hear(ask);
  assert.equal(posted.length, 2);
  assert.deepEqual(posted[1], posted[0]);
});
