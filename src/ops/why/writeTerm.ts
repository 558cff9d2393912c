import { formatCount, formatNumber } from "../../base/formatNumber.ts";
import { evaluateTree } from "../../expression/evaluateTree.ts";
import type { BinaryOperator, ExpressionTree } from "../../expression/expressionTree.ts";
import type { DType } from "../../tensor/dtype.ts";
import {
  cellsOf,
  givesIndex,
  type Cell,
  type Fold,
  type Formula,
  type Subscript,
  type Term,
} from "../contract/term.ts";

/** Describes a stretch of text, and the cell that it names or whose number it is. */
export interface Piece {
  readonly text: string;
  readonly cell?: Cell;
}

/**
 * Says how a term is written. `symbols`: names and letters, `Σₖ a[3, k] · b[k, 7]`; `subscripts`: the same with every
 * subscript a number, `C[5, 1]` for `C[ids[3], 1]`; `numbers`: the numbers in the cells; `totals`: those, and each fold
 * as what it comes to; `short`: the numbers, of each fold fewer of the largest terms, of a choice what is chosen, of a
 * comparison within arithmetic 1 or 0.
 */
export type Style = "symbols" | "subscripts" | "numbers" | "totals" | "short";

/** Holds what a tensor is called, and how its numbers are printed. */
export interface Label {
  readonly label: string;
  readonly dtype: DType;
}

export type Labels = (tensor: string) => Label;

/** How tightly what is written binds; what binds less than its context asks for stands in parentheses. */
const CONDITIONAL = 0;
const COMPARISON = 1;
const SUM = 2;
const PRODUCT = 3;
/** A sign stands in parentheses wherever an operator is: `0.5 · (-0.2)`. */
const SIGN = 2.5;
const POWER = 5;
const ATOM = 6;

interface Written {
  readonly pieces: readonly Piece[];
  readonly binding: number;
}

/** Terms of a long sum that are written out. */
const SHOWN_TERMS = 3;
/** A sum of so many is written out whole. */
const SHORT_SUM = 5;
/** Those of a short line, which writes a sum of no more than these whole. */
const SHORT_TERMS = 2;
/** What a short line writes with as few decimals as it has: a learning rate of 0.1. */
const SHORT_DIGITS = 6;
const LEAST_DECIMAL = 1e-4;

/** Returns a term in words and numbers, as one line. */
export function writeTerm(term: Term, style: Style, labels: Labels): Piece[] {
  return merged(written(term, style, labels).pieces);
}

function written(term: Term, style: Style, labels: Labels): Written {
  switch (term.kind) {
    case "literal":
      return plain(
        style === "symbols" && term.symbol !== undefined ? term.symbol : literalText(term.value, style),
        term.value,
      );
    case "cell":
      return writtenCell(term, style, labels);
    case "fold":
      return writtenFold(term, style, labels);
    case "formula":
      if (style === "short" && term.asNumber === true) return plain(literalText(term.value, style), term.value);
      return writtenTree(term.tree, term.names, style, labels);
  }
}

function plain(text: string, value: number): Written {
  return { pieces: [{ text }], binding: text.startsWith("-") && value <= 0 ? SIGN : ATOM };
}

/** A whole number as it is, and in a short line any that has few digits; otherwise as a tensor's numbers are. */
function literalText(value: number, style: Style): string {
  const digits = String(value);
  const isShort = style === "short" && Math.abs(value) >= LEAST_DECIMAL && digits.length <= SHORT_DIGITS;
  return Number.isSafeInteger(value) || isShort ? digits : formatNumber(value);
}

function writtenCell(cell: Cell, style: Style, labels: Labels): Written {
  const { label, dtype } = labels(cell.tensor);
  if (style !== "symbols" && style !== "subscripts") {
    const { pieces, binding } = plain(formatNumber(cell.value, dtype), cell.value);
    return { pieces: pieces.map(({ text }) => ({ text, cell })), binding };
  }
  if (cell.subscripts.length === 0) return { pieces: [{ text: label, cell }], binding: ATOM };
  const subscripts = cell.subscripts.flatMap((subscript, axis): Piece[] => [
    ...(axis === 0 ? [] : [{ text: ", ", cell }]),
    ...writtenSubscript(subscript, style, labels, cell),
  ]);
  return { pieces: [{ text: `${label}[`, cell }, ...subscripts, { text: "]", cell }], binding: ATOM };
}

function writtenSubscript(subscript: Subscript, style: Style, labels: Labels, cell: Cell): readonly Piece[] {
  if (typeof subscript !== "object") return [{ text: String(subscript), cell }];
  return style === "subscripts" ? [{ text: String(subscript.value), cell }] : written(subscript, style, labels).pieces;
}

const NAMES = { sum: "Σ", max: "max", argmax: "argmax" } as const;

function writtenFold(fold: Fold, style: Style, labels: Labels): Written {
  if (style === "totals")
    return plain(isWhole(fold, labels) ? String(fold.value) : formatNumber(fold.value), fold.value);
  if (style === "symbols" || style === "subscripts") return writtenPattern(fold, style, labels);
  const [whole, most] = style === "short" ? [SHORT_TERMS, SHORT_TERMS] : [SHORT_SUM, SHOWN_TERMS];
  const shown = fold.count <= whole ? fold.terms : largest(fold, most);
  if (shown.length === 0) return plain("0", 0);
  const parts = shown.map(({ term }) => written(term, style, labels));
  const more = fold.count - shown.length;
  if (fold.by === "sum") {
    const sum = joined(
      parts.map((part) => within(part, SUM, shown.length > 1 || more > 0)),
      " + ",
    );
    if (more > 0) return { pieces: [...sum, { text: othersText(fold, shown, labels) }], binding: CONDITIONAL };
    return { pieces: sum, binding: shown.length === 1 ? parts[0]!.binding : SUM };
  }
  const rest = more === 0 ? [] : [{ text: `, … ${more} more` }];
  const list = joined(
    parts.map(({ pieces }) => pieces),
    ", ",
  );
  return { pieces: [{ text: `${NAMES[fold.by]}(` }, ...list, ...rest, { text: ")" }], binding: ATOM };
}

/** ` − 3.5131 (the other 98)`: what the terms that are not written come to, with which it is seen that the sum is right. */
function othersText(fold: Fold, shown: Fold["terms"], labels: Labels): string {
  const others = fold.terms.filter((term) => !shown.includes(term));
  const value = others.reduce((sum, { term }) => sum + term.value, fold.rest);
  const size = formatNumber(Math.abs(value), isWhole(fold, labels) ? "int32" : "float32");
  return ` ${value < 0 ? "−" : "+"} ${size} (the other ${formatCount(fold.count - shown.length)})`;
}

/** Whether a fold is an index or made of integers, and so is written as integers are. */
function isWhole(fold: Fold, labels: Labels): boolean {
  if (givesIndex(fold)) return true;
  const cells = [...cellsOf(fold)];
  return (
    Number.isSafeInteger(fold.value) && cells.length > 0 && cells.every((cell) => labels(cell.tensor).dtype === "int32")
  );
}

/** The largest terms, in their order. */
function largest({ by, terms }: Fold, most: number): Fold["terms"] {
  const weight = (value: number): number => (by === "sum" ? Math.abs(value) : value);
  return terms
    .toSorted((a, b) => weight(b.term.value) - weight(a.term.value))
    .slice(0, most)
    .toSorted((a, b) => a.ordinal - b.ordinal);
}

/** `Σₖ a[3, k] · b[k, 7]`, `Σᵢⱼ (ids[i, j] == 5) · y.grad[i, j, 1]`. */
function writtenPattern({ by, letters, where, pattern }: Fold, style: Style, labels: Labels): Written {
  const runs = letters.map(({ letter }) => SUBSCRIPTS[letter] ?? letter).join("");
  const body = within(written(pattern, style, labels), PRODUCT);
  const condition = where === null ? [] : [...within(written(where, style, labels), ATOM), { text: " · " }];
  return { pieces: [{ text: `${NAMES[by]}${runs} ` }, ...condition, ...body], binding: SUM };
}

const SUBSCRIPTS: Readonly<Record<string, string>> = {
  i: "ᵢ",
  j: "ⱼ",
  k: "ₖ",
  l: "ₗ",
  m: "ₘ",
  n: "ₙ",
  o: "ₒ",
  p: "ₚ",
};

type Tree<Kind extends ExpressionTree["kind"]> = Extract<ExpressionTree, { readonly kind: Kind }>;

function writtenTree(tree: ExpressionTree, names: Formula["names"], style: Style, labels: Labels): Written {
  const write = (part: ExpressionTree): Written => writtenTree(part, names, style, labels);
  switch (tree.kind) {
    case "number":
      return plain(String(tree.value), tree.value);
    case "name": {
      const named = Object.hasOwn(names, tree.name) ? names[tree.name] : undefined;
      return named === undefined ? plain(tree.name, 1) : written(named, style, labels);
    }
    case "sign":
      return { pieces: [{ text: tree.operator }, ...within(write(tree.operand), PRODUCT)], binding: SIGN };
    case "binary":
      return writtenBinary(tree, write);
    case "comparison": {
      if (style === "short") return plain(String(valueOf(tree, names)), 1);
      const parts = tree.operands.map((operand) => within(write(operand), SUM));
      const pieces = parts.flatMap((part, at) =>
        at === 0 ? part : [{ text: ` ${tree.operators[at - 1]!} ` }, ...part],
      );
      return { pieces, binding: COMPARISON };
    }
    case "conditional": {
      if (style === "short") return write(valueOf(tree.condition, names) === 0 ? tree.no : tree.yes);
      const [condition, yes] = [within(write(tree.condition), COMPARISON), within(write(tree.yes), COMPARISON)];
      return {
        pieces: [...condition, { text: " ? " }, ...yes, { text: " : " }, ...write(tree.no).pieces],
        binding: CONDITIONAL,
      };
    }
    case "call": {
      const operands = joined(
        tree.operands.map((operand) => write(operand).pieces),
        ", ",
      );
      return { pieces: [{ text: `${tree.name}(` }, ...operands, { text: ")" }], binding: ATOM };
    }
  }
}

function valueOf(tree: ExpressionTree, names: Formula["names"]): number {
  return evaluateTree(tree, Object.fromEntries(Object.entries(names).map(([name, { value }]) => [name, value])));
}

const OPERATORS: Readonly<Record<BinaryOperator, { readonly text: string; readonly binding: number }>> = {
  "+": { text: " + ", binding: SUM },
  "-": { text: " − ", binding: SUM },
  "*": { text: " · ", binding: PRODUCT },
  "/": { text: " / ", binding: PRODUCT },
  "//": { text: " // ", binding: PRODUCT },
  "%": { text: " % ", binding: PRODUCT },
  "^": { text: "^", binding: POWER },
};

const SUPERSCRIPTS: Readonly<Record<number, string>> = { 2: "²", 3: "³" };

function writtenBinary({ operator, left, right }: Tree<"binary">, write: (part: ExpressionTree) => Written): Written {
  const { text, binding } = OPERATORS[operator];
  if (operator === "^") {
    const base = within(write(left), ATOM);
    const raised = right.kind === "number" ? SUPERSCRIPTS[right.value] : undefined;
    const power = raised === undefined ? [{ text }, ...within(write(right), POWER)] : [{ text: raised }];
    return { pieces: [...base, ...power], binding };
  }
  const associates = operator === "+" || operator === "*";
  const pieces = [
    ...within(write(left), binding),
    { text },
    ...within(write(right), associates ? binding : binding + 1),
  ];
  return { pieces, binding };
}

/** In parentheses if it binds less than it must, or if it is signed and stands beside an operator. */
function within({ pieces, binding }: Written, least: number, beside = true): readonly Piece[] {
  const stands = binding >= least && !(beside && binding === SIGN);
  return stands ? pieces : [{ text: "(" }, ...pieces, { text: ")" }];
}

function joined(parts: readonly (readonly Piece[])[], separator: string): readonly Piece[] {
  return parts.flatMap((part, at) => (at === 0 ? part : [{ text: separator }, ...part]));
}

/** Neighbouring stretches of one cell, or of none, as one. */
function merged(pieces: readonly Piece[]): Piece[] {
  const all: Piece[] = [];
  for (const piece of pieces) {
    const last = all.at(-1);
    if (last !== undefined && last.cell === piece.cell) all[all.length - 1] = { ...last, text: last.text + piece.text };
    else all.push(piece);
  }
  return all;
}
