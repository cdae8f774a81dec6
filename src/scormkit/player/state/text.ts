import type { BitReader, BitWriter } from "./bits";
import { bits } from "./layout.json";

/** Where the letters of Cyrillic stand in Unicode, and where a code of a letter means one of them. */
const CYRILLIC = 0x400;
const UPPER = 0x80;
const FOREIGN = 0xff;

/** Latin and Cyrillic letters take 8 bits, which is a character and a third; all others more. */
export function writeText(body: BitWriter, text: string): void {
  const letters = Array.from(text);
  body.write(letters.length, bits.length);
  for (const letter of letters) {
    const point = letter.codePointAt(0)!;
    const code = codeOf(point);
    body.write(code, bits.letter);
    if (code === FOREIGN) body.write(point, bits.foreign);
  }
}

export function readText(body: BitReader): string {
  return Array.from({ length: body.read(bits.length) }, () => {
    const code = body.read(bits.letter);
    if (code === FOREIGN) return String.fromCodePoint(body.read(bits.foreign));
    return String.fromCharCode(code < UPPER ? code : code - UPPER + CYRILLIC);
  }).join("");
}

/** The longest beginning of a text that takes no more than so many bits. */
export function cut(text: string, room: number): string {
  let left = room - bits.length;
  let kept = "";
  for (const letter of Array.from(text).slice(0, 2 ** bits.length - 1)) {
    left -= bits.letter + (codeOf(letter.codePointAt(0)!) === FOREIGN ? bits.foreign : 0);
    if (left < 0) break;
    kept += letter;
  }
  return kept;
}

function codeOf(point: number): number {
  if (point < UPPER) return point;
  const code = point - CYRILLIC + UPPER;
  return code >= UPPER && code < FOREIGN ? code : FOREIGN;
}
