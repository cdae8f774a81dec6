import type { ChoiceData } from "../course";
import { choice, earn } from "./choice";
import type { Kind } from "./kinds";

/** An answer is the marks set, `x,y` in per mille of the picture; each counts as the area it lies in. */
export const hotspot: Kind = {
  ...choice("choice"),
  share: (question, given) => earn(question, found(question.choices, given)),
  said: ({ choices }, given) => found(choices, given).filter(Boolean),
};

/** The area that a mark lies in; where some lie over each other, the author's first. */
export function areaAt(areas: readonly ChoiceData[], mark: string): ChoiceData | undefined {
  const [x, y] = mark.split(",").map(Number);
  return areas.find(({ shape }) => holds(shape!, x!, y!));
}

/** Ids of the areas that were marked, each once; `""` stands for what lies outside of all. */
function found(areas: readonly ChoiceData[], given: readonly string[]): string[] {
  return [...new Set(given.map((mark) => areaAt(areas, mark)?.id ?? ""))];
}

/** Corners of a polygon, or centre and half axes of an ellipse; `model/areas.py` says the same. */
function holds(shape: readonly number[], x: number, y: number): boolean {
  const [left, top, wide, high] = shape as [number, number, number, number];
  if (shape.length === 4) return ((x - left) / wide) ** 2 + ((y - top) / high) ** 2 <= 1;
  let inside = false;
  for (let n = 0; n < shape.length; n += 2) {
    const [ax, ay, bx = left, by = top] = shape.slice(n, n + 4) as [number, number, number?, number?];
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  }
  return inside;
}
