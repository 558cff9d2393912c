import { magnitudeOf } from "./magnitude.ts";
import type { Fold, FoldedTerm, FoldKind, Subscript, Term } from "./term.ts";

/** Is a subscript of a box that is not fixed. It runs over all of a dimension. */
export interface Run {
  readonly size: number;
  /** By its axis when absent: i, j, k, … */
  readonly letter?: string;
}

/** Describes a part of a tensor: along each dimension one subscript, or all. */
export type Box = readonly (number | Run)[];

/** Is true, not 0, of the subscripts that count. */
export type Where = (subscripts: readonly Subscript[]) => Term;

const LETTERS = "ijklmnop";

/** Returns the letter that runs over a dimension. */
export function letterOf(axis: number): string {
  return LETTERS[axis] ?? "q";
}

/**
 * Returns the terms over a box as one: their sum, their largest, or where that is. The one term itself when nothing
 * runs. `term` is asked once with letters, for the pattern, and then for each index; all values are taken in, but at
 * most `limit` terms are kept.
 */
export function foldOver(
  by: FoldKind,
  box: Box,
  term: (subscripts: readonly Subscript[]) => Term,
  where: Where | null,
  limit: number,
): Term {
  const runs = box.flatMap((item, axis) => (typeof item === "number" || item.size === 1 ? [] : [axis]));
  const letters = box.map((item, axis) => {
    if (typeof item === "number") return item;
    return item.size === 1 ? 0 : (item.letter ?? letterOf(axis));
  });
  if (runs.length === 0 && where === null && by !== "argmax") return term(letters);
  const gathered = gather(by, box, runs, term, where, limit);
  return {
    kind: "fold",
    by,
    letters: runs.map((axis) => ({ letter: String(letters[axis]), size: (box[axis] as Run).size })),
    where: where?.(letters) ?? null,
    pattern: term(letters),
    ...gathered,
  };
}

type Gathered = Pick<Fold, "count" | "terms" | "rest" | "value" | "magnitude">;

function gather(
  by: FoldKind,
  box: Box,
  runs: readonly number[],
  term: (subscripts: readonly Subscript[]) => Term,
  where: Where | null,
  limit: number,
): Gathered {
  let kept: FoldedTerm[] = [];
  let [count, sum, magnitude, rest] = [0, 0, 0, 0];
  let largest: FoldedTerm | null = null;
  for (const index of indicesOf(box)) {
    if (where !== null && where(index).value === 0) continue;
    const folded = { at: runs.map((axis) => index[axis]!), ordinal: count++, term: term(index) };
    const { value } = folded.term;
    sum += value;
    magnitude += magnitudeOf(folded.term);
    if (largest === null || exceeds(value, largest.term.value)) largest = folded;
    kept.push(folded);
    if (kept.length >= 2 * limit) kept = prune(by, kept, limit, (dropped) => (rest += dropped));
  }
  kept = prune(by, kept, limit, (dropped) => (rest += dropped));
  const value = by === "sum" ? sum : ((by === "max" ? largest?.term.value : largest?.ordinal) ?? Number.NaN);
  return { count, terms: kept, rest, value, magnitude };
}

/** A nan is the largest, as in PyTorch. */
function exceeds(value: number, largest: number): boolean {
  return value > largest || (Number.isNaN(value) && !Number.isNaN(largest));
}

/** The largest of the terms (of a sum, by their size) in their order. */
function prune(by: FoldKind, terms: FoldedTerm[], limit: number, drop: (value: number) => void): FoldedTerm[] {
  if (terms.length <= limit) return terms;
  const weight = ({ term: { value } }: FoldedTerm): number => {
    if (Number.isNaN(value)) return Infinity;
    return by === "sum" ? Math.abs(value) : value;
  };
  const sorted = terms.toSorted((a, b) => compare(weight(b), weight(a)) || a.ordinal - b.ordinal);
  if (by === "sum") for (const { term } of sorted.slice(limit)) drop(term.value);
  return sorted.slice(0, limit).toSorted((a, b) => a.ordinal - b.ordinal);
}

function compare(a: number, b: number): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

/** The indices of a box in row-major order. */
function* indicesOf(box: Box): Generator<readonly number[]> {
  const sizes = box.map((item) => (typeof item === "number" ? 1 : item.size));
  if (sizes.includes(0)) return;
  const index = box.map((item) => (typeof item === "number" ? item : 0));
  for (;;) {
    yield index.slice();
    let axis = box.length - 1;
    while (axis >= 0 && (typeof box[axis] === "number" || index[axis] === sizes[axis]! - 1)) {
      if (typeof box[axis] !== "number") index[axis] = 0;
      axis--;
    }
    if (axis < 0) return;
    index[axis]!++;
  }
}
