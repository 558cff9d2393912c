import { isBlank } from "./isBlank.ts";

/** Describes the tokens of a text as they stand in it. */
export interface FoundTokens {
  /** Each different token, in the order in which they first appear. */
  readonly seen: readonly string[];
  /** Every token's index in `seen`. */
  readonly indices: Int32Array<ArrayBuffer>;
  /** Where each line's tokens begin in `indices`, and the end. */
  readonly starts: Int32Array;
}

/** Finds the tokens of a text, each of which is a code point. */
export function findCharacters(lines: readonly string[]): FoundTokens {
  const indices = new Int32Array(lines.reduce((sum, line) => sum + line.length, 0));
  const starts = new Int32Array(lines.length + 1);
  const seen: string[] = [];
  // By code point, one more than its index; 0 is a code point that was not seen yet.
  const known = new Int32Array(0x11_0000);
  let length = 0;
  lines.forEach((line, i) => {
    for (let at = 0; at < line.length; at++) {
      const point = line.codePointAt(at)!;
      if (point > 0xffff) at++;
      if (known[point] === 0) known[point] = seen.push(String.fromCodePoint(point));
      indices[length++] = known[point]! - 1;
    }
    starts[i + 1] = length;
  });
  return { seen, indices: indices.slice(0, length), starts };
}

/** Finds the tokens of a text, each of which is what stands between blanks. */
export function findWords(lines: readonly string[]): FoundTokens {
  // A word and the blank behind it take two code units at least.
  const indices = new Int32Array(lines.reduce((sum, line) => sum + Math.ceil(line.length / 2), 0));
  const starts = new Int32Array(lines.length + 1);
  const known = new Map<string, number>();
  let length = 0;
  lines.forEach((line, i) => {
    for (let at = 0; at < line.length;) {
      const start = at;
      while (at < line.length && !isBlank(line.charCodeAt(at))) at++;
      if (at > start) {
        const word = line.slice(start, at);
        const index = known.get(word) ?? known.size;
        if (index === known.size) known.set(word, index);
        indices[length++] = index;
      }
      at++;
    }
    starts[i + 1] = length;
  });
  return { seen: [...known.keys()], indices: indices.slice(0, length), starts };
}
