import { DiagnosticError } from "./diagnostic.ts";

/** Code units that are turned into a string at once. */
const CHUNK = 8192;

/**
 * Decodes UTF-8 strictly; a byte order mark at the start is left out. Throws a DiagnosticError that says at
 * which byte, counted from 1, the bytes stop being UTF-8 (the platform's decoder does not say where).
 */
export function decodeUtf8(bytes: Uint8Array): string {
  const parts: string[] = [];
  const units = new Uint16Array(CHUNK);
  let count = 0;
  let at = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  while (at < bytes.length) {
    if (count + 2 > CHUNK) {
      parts.push(textOf(units, count));
      count = 0;
    }
    const first = bytes[at]!;
    if (first < 0x80) {
      units[count++] = first;
      at += 1;
      continue;
    }
    const length = sequenceLength(first);
    const point = length === 0 ? -1 : codePoint(bytes, at, length);
    if (point < 0) throw DiagnosticError.of(`byte ${at + 1} (0x${first.toString(16)}) is not valid UTF-8`);
    if (point < 0x10000) units[count++] = point;
    else {
      units[count++] = 0xd7c0 + (point >> 10);
      units[count++] = 0xdc00 + (point & 0x3ff);
    }
    at += length;
  }
  parts.push(textOf(units, count));
  return parts.join("");
}

/** Bytes of the sequence that `first` begins, 0 when it begins none. */
function sequenceLength(first: number): number {
  if (first >= 0xc2 && first <= 0xdf) return 2;
  if (first >= 0xe0 && first <= 0xef) return 3;
  if (first >= 0xf0 && first <= 0xf4) return 4;
  return 0;
}

/** The code point of a sequence, -1 when it is cut short, too long for what it says, or a surrogate. */
function codePoint(bytes: Uint8Array, at: number, length: number): number {
  let point = bytes[at]! & (0x7f >> length);
  for (let i = 1; i < length; i++) {
    const next = bytes[at + i];
    if (next === undefined || next >> 6 !== 0b10) return -1;
    point = (point << 6) | (next & 0x3f);
  }
  const smallest = length === 2 ? 0x80 : length === 3 ? 0x800 : 0x10000;
  const isSurrogate = point >= 0xd800 && point <= 0xdfff;
  return point < smallest || point > 0x10ffff || isSurrogate ? -1 : point;
}

function textOf(units: Uint16Array, count: number): string {
  // `apply` takes a typed array at once, where spreading goes through its iterator.
  return String.fromCharCode.apply(null, units.subarray(0, count) as unknown as number[]);
}
