import { DiagnosticError } from "../../base/diagnostic.ts";
import { expressionFault, isReservedWord } from "../../expression/scanExpression.ts";

/** Holds what stands in brackets for one dimension: an index, negative from the end, or a slice, as in Python. */
export type IndexItem = number | { readonly start?: number; readonly end?: number; readonly step?: number };

/** Describes a tensor as a condition writes it: `W[0, 3]`, `hidden.W.grad`, `"my node".out[:, -1]`. */
export interface TensorReference {
  /** What the dots separate, quotes taken off. */
  readonly parts: readonly string[];
  /** What stands in each pair of brackets. */
  readonly brackets: readonly (readonly IndexItem[])[];
  /** Where the first part ends, and where the whole ends. */
  readonly firstEnd: number;
  readonly end: number;
}

const NAME = /[\p{L}_][\p{L}\p{N}_]*/uy;
const QUOTED = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/uy;
const PLAIN = /^[A-Za-z_][A-Za-z0-9_]*$/;

/**
 * Reads the reference to a tensor that begins at a place of a condition; null where there is none, or only a plain name.
 * Throws a DiagnosticError by its place for a quote or a bracket that is not closed, and for what is no index.
 */
export function readReference(text: string, start: number): TensorReference | null {
  const first = readPart(text, start);
  if (first === null) return null;
  const parts = [first.part];
  let end = first.end;
  while (text[end] === ".") {
    const next = readPart(text, end + 1);
    if (next === null) return null;
    parts.push(next.part);
    end = next.end;
  }
  const brackets: IndexItem[][] = [];
  for (let open = skipBlanks(text, end); text[open] === "["; open = skipBlanks(text, end)) {
    const close = text.indexOf("]", open);
    if (close < 0) throw expressionFault(open, 'a "[" that is not closed');
    brackets.push(readIndex(text.slice(open + 1, close), open + 1));
    end = close + 1;
  }
  // `out.max()`: what is called is no tensor.
  if (parts.length > 1 && text[skipBlanks(text, end)] === "(") return null;
  const plain = parts.length === 1 && brackets.length === 0 && PLAIN.test(text.slice(start, end));
  return plain ? null : { parts, brackets, firstEnd: first.end, end };
}

/** Says how a part is written: in quotes where it is no plain name, or a word of the language. */
export function writePart(part: string): string {
  return PLAIN.test(part) && !isReservedWord(part) ? part : `"${part.replaceAll(/["\\]/g, "\\$&")}"`;
}

function readPart(text: string, start: number): { part: string; end: number } | null {
  if (text[start] === '"' || text[start] === "'") {
    QUOTED.lastIndex = start;
    const quoted = QUOTED.exec(text)?.[0];
    if (quoted === undefined) throw expressionFault(start, "a quote that is not closed");
    return { part: quoted.slice(1, -1).replaceAll(/\\(.)/g, "$1"), end: start + quoted.length };
  }
  NAME.lastIndex = start;
  const name = NAME.exec(text)?.[0];
  return name === undefined || isReservedWord(name) ? null : { part: name, end: start + name.length };
}

function readIndex(inside: string, start: number): IndexItem[] {
  if (inside.trim() === "") throw expressionFault(start, 'an index is missing between "[" and "]"');
  return inside.split(",").map((item) => readItem(item, start));
}

function readItem(item: string, place: number): IndexItem {
  const text = item.trim();
  if (/^[+-]?\d+$/.test(text)) return whole(text, place);
  const slice = /^([+-]?\d+)?\s*:\s*([+-]?\d+)?\s*(?::\s*([+-]?\d+)?)?$/.exec(text);
  if (slice === null) {
    throw expressionFault(
      place,
      `expected whole numbers or slices as in [0, -1] or [:, 1:3], got ${JSON.stringify(text)}`,
    );
  }
  const [start, end, step] = slice.slice(1).map((digits) => (digits === undefined ? undefined : whole(digits, place)));
  return {
    ...(start === undefined ? {} : { start }),
    ...(end === undefined ? {} : { end }),
    ...(step === undefined ? {} : { step }),
  };
}

function whole(digits: string, place: number): number {
  const value = Number(digits);
  if (!Number.isSafeInteger(value)) throw expressionFault(place, `the index ${digits} is too large`);
  return value;
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (text[at] === " " || text[at] === "\t") at += 1;
  return at;
}

/** Adds the place to what is wrong with a reference. */
export function faultAt<T>(place: number, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    throw expressionFault(place, error.message);
  }
}
