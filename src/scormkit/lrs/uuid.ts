/**
 * The same UUID for the same facts, so that what is sent twice is stored once (P48, P49). Of version
 * 5 in its layout: a SHA-1, made here, for the browser's own is not there on plain http and answers
 * too late for a page that is going away.
 */
export function stableId(...facts: (string | number)[]): string {
  const bytes = sha1(new TextEncoder().encode(JSON.stringify(facts))).slice(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x50;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

export const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** FIPS 180-4, 6.1. */
export function sha1(message: Uint8Array): Uint8Array {
  const view = padded(message);
  const hash = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0];
  for (let at = 0; at < view.byteLength; at += 64) {
    const words = Array.from({ length: 16 }, (_, n) => view.getUint32(at + n * 4));
    for (let n = 16; n < 80; n++) {
      words.push(turn(words[n - 3]! ^ words[n - 8]! ^ words[n - 14]! ^ words[n - 16]!, 1));
    }
    let [a, b, c, d, e] = hash as [number, number, number, number, number];
    words.forEach((word, n) => {
      const mixed = (turn(a, 5) + round(n, b, c, d) + e + word) | 0;
      [e, d, c, b, a] = [d, c, turn(b, 30), a, mixed];
    });
    [a, b, c, d, e].forEach((part, n) => (hash[n] = (hash[n]! + part) | 0));
  }
  const digest = new DataView(new ArrayBuffer(20));
  hash.forEach((part, n) => digest.setInt32(n * 4, part));
  return new Uint8Array(digest.buffer);
}

function padded(message: Uint8Array): DataView {
  const view = new DataView(new ArrayBuffer(((message.length + 72) >> 6) << 6));
  message.forEach((byte, n) => view.setUint8(n, byte));
  view.setUint8(message.length, 0x80);
  view.setUint32(view.byteLength - 4, message.length * 8);
  return view;
}

function round(n: number, b: number, c: number, d: number): number {
  if (n < 20) return ((b & c) | (~b & d)) + 0x5a827999;
  if (n < 40) return (b ^ c ^ d) + 0x6ed9eba1;
  if (n < 60) return ((b & c) | (b & d) | (c & d)) + 0x8f1bbcdc;
  return (b ^ c ^ d) + 0xca62c1d6;
}

function turn(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}
