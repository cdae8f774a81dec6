/** The base64url alphabet: 6 bits a character, and no LMS or form encoding touches any of them. */
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

export class BitWriter {
  private text = "";
  private held = 0;
  private free = 6;

  /** Values too great for their width are written as the greatest that fits. */
  write(value: number, width: number): void {
    const top = 2 ** width - 1;
    let rest = Math.max(0, Math.min(top, Math.round(value)));
    let left = width;
    while (left > 0) {
      const taken = Math.min(left, this.free);
      left -= taken;
      const part = Math.floor(rest / 2 ** left);
      rest -= part * 2 ** left;
      this.free -= taken;
      this.held |= part << this.free;
      if (this.free === 0) this.push();
    }
  }

  /** All that was written, filled up with zeros to a whole character. */
  finish(): string {
    if (this.free < 6) this.push();
    return this.text;
  }

  private push(): void {
    this.text += ALPHABET.charAt(this.held);
    this.held = 0;
    this.free = 6;
  }
}

export class BitReader {
  private at = 0;

  constructor(private readonly text: string) {}

  get left(): number {
    return this.text.length * 6 - this.at;
  }

  /** Throws beyond the end and on a foreign character: the data is damaged. */
  read(width: number): number {
    let value = 0;
    for (let left = width; left > 0; ) {
      const six = ALPHABET.indexOf(this.text.charAt(Math.floor(this.at / 6)) || "=");
      if (six < 0) throw new RangeError("damaged state");
      const inside = 6 - (this.at % 6);
      const taken = Math.min(left, inside);
      value = value * 2 ** taken + ((six >> (inside - taken)) & (2 ** taken - 1));
      this.at += taken;
      left -= taken;
    }
    return value;
  }
}

/** CRC-24 of RFC 4880, section 6.1, over ASCII text. */
export function checksum(text: string): number {
  let crc = 0xb704ce;
  for (let i = 0; i < text.length; i++) {
    crc ^= text.charCodeAt(i) << 16;
    for (let bit = 0; bit < 8; bit++) {
      crc <<= 1;
      if (crc & 0x1000000) crc ^= 0x1864cfb;
    }
  }
  return crc & 0xffffff;
}
