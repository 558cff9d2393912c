import type { ExpressionTree } from "../../expression/expressionTree.ts";

/**
 * Describes one number and how it came to be, as plain data: a cell of a tensor, a literal, a formula over terms, or a
 * fold (a sum, a largest) of many terms. `value` is worked out in double from the numbers in the cells.
 */
export type Term = Cell | Literal | Formula | Fold;

/**
 * Says where along a dimension: a number, the letter that a fold runs over, or what gives the number (`C[ids[3], 0]`).
 */
export type Subscript = number | string | Cell | Formula;

/** Describes one element of a tensor. */
export interface Cell {
  readonly kind: "cell";
  /** The name that whoever asks gave the tensor. */
  readonly tensor: string;
  /** One subscript per dimension, as the formula writes it. */
  readonly subscripts: readonly Subscript[];
  /** The subscripts as numbers; nan where a subscript is a letter. */
  readonly index: readonly number[];
  /** As it stands in the tensor; nan where a subscript is a letter. */
  readonly value: number;
}

/** Describes a number that stands in no tensor: a count, an attribute, an index. */
export interface Literal {
  readonly kind: "literal";
  readonly value: number;
  /** How a formula writes it, if not by its digits. */
  readonly symbol?: string;
}

/** Is arithmetic of the expression language over named terms. */
export interface Formula {
  readonly kind: "formula";
  readonly tree: ExpressionTree;
  readonly names: Readonly<Record<string, Term>>;
  readonly value: number;
  /** Whether a short line writes what it comes to, and not what of: a probability, for `exp(l)`. */
  readonly asNumber?: true;
}

/** Says how a fold makes one number of many. `argmax` gives the ordinal of the first of the largest. */
export type FoldKind = "sum" | "max" | "argmax";

/** Describes many terms of one pattern. Of more than a few dozen only the largest are kept. */
export interface Fold {
  readonly kind: "fold";
  readonly by: FoldKind;
  /** The letters in the pattern that run, each from 0 to below its size. */
  readonly letters: readonly { readonly letter: string; readonly size: number }[];
  /** What holds of the indices that are taken, where not all are: `ids[i] == 5`, with letters. */
  readonly where: Term | null;
  /** The term with letters in its subscripts; its values are nan. */
  readonly pattern: Term;
  /** How many terms there are. */
  readonly count: number;
  /** Those that were kept, in their order. */
  readonly terms: readonly FoldedTerm[];
  /** The exact sum of those that were not. */
  readonly rest: number;
  readonly value: number;
  /** The sum of the sizes of all terms: what rounding is measured by. */
  readonly magnitude: number;
}

/** Describes a term of a fold, the numbers that its letters stand for, and where it comes in the order. */
export interface FoldedTerm {
  readonly at: readonly number[];
  readonly ordinal: number;
  readonly term: Term;
}

/** Says whether a fold gives where its largest term is, and not what that is. */
export function givesIndex({ by }: Fold): boolean {
  return by === "argmax";
}

/** Says whether a fold adds up all terms that its letters lead to, and leaves none out. */
export function isWholeSum({ by, where }: Fold): boolean {
  return by === "sum" && where === null;
}

/** Returns a number that stands in no tensor. */
export function literal(value: number, symbol?: string): Literal {
  return symbol === undefined ? { kind: "literal", value } : { kind: "literal", value, symbol };
}

/** Returns a subscript as a number to calculate with: the `j` of `j == 3`. */
export function subscriptTerm(subscript: Subscript): Term {
  if (typeof subscript === "number") return literal(subscript);
  return typeof subscript === "string" ? literal(Number.NaN, subscript) : subscript;
}

/**
 * Returns the cells of a term, from left to right, those in their subscripts too; of a fold, those of the terms that
 * were kept.
 */
export function* cellsOf(term: Term): Generator<Cell> {
  switch (term.kind) {
    case "literal":
      return;
    case "cell":
      yield term;
      for (const subscript of term.subscripts) if (typeof subscript === "object") yield* cellsOf(subscript);
      return;
    case "formula":
      for (const part of Object.values(term.names)) yield* cellsOf(part);
      return;
    case "fold":
      for (const { term: part } of term.terms) yield* cellsOf(part);
  }
}
