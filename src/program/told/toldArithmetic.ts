import { formatCount, formatNumber } from "../../base/formatNumber.ts";
import type { ComparisonOperator } from "../../expression/expressionTree.ts";
import { writeTerm, type Labels, type Style } from "../../ops/why/writeTerm.ts";
import { filled } from "../../ops/why/formula.ts";
import { givesIndex, isWholeSum, type Fold, type Term } from "../../ops/contract/term.ts";
import type { NamedTensor } from "../why/explanation.ts";
import type { CellRef } from "../../protocol/tensorRef.ts";
import type { ToldPiece } from "../../protocol/toldReport.ts";
import type { DType } from "../../tensor/dtype.ts";
import type { LabelOf } from "./tellingWords.ts";
import type { Wording } from "./wording.ts";

/** How a comparison is asked. */
const COMPARED: Readonly<Record<ComparisonOperator, string>> = {
  "==": "is",
  "!=": "is not",
  "<": "is less than",
  "<=": "is at most",
  ">": "is more than",
  ">=": "is at least",
};

/** Characters of arithmetic that a sentence has room for. */
const ROOM = 90;

/** Writes terms as stretches of a sentence: what the numbers are, shortened, with the cells that they stand in. */
export class ToldArithmetic {
  readonly #wording: Wording;
  readonly #label: LabelOf;
  readonly #named: (key: string) => NamedTensor;

  constructor(wording: Wording, label: LabelOf, named: (key: string) => NamedTensor) {
    this.#wording = wording;
    this.#label = label;
    this.#named = named;
  }

  /** How a number came to be, and the number: ` = 1.17 · 0.35 + … = 0.41`, `: 10 is not 5? yes, so 1.0000`. */
  derivation(term: Term | null, told: CellRef, value: ToldPiece): ToldPiece[] {
    if (term === null) return [{ text: " = " }, value];
    if (term.kind === "formula" && term.tree.kind === "comparison") {
      const { operands, operators } = term.tree;
      const asked = operands.flatMap((operand, at): ToldPiece[] => [
        { text: at === 0 ? ": " : ` ${COMPARED[operators[at - 1]!]} ` },
        ...this.#compared(filled(operand, term.names)),
      ]);
      return [...asked, { text: term.value === 0 ? "? no, so " : "? yes, so " }, value];
    }
    const chosen = term.kind === "fold" && givesIndex(term) ? this.#chosen(term) : null;
    if (chosen !== null) return [{ text: " = " }, value, ...chosen];
    return [...this.sources(term, told), { text: " = " }, value];
  }

  /** A cell's number says more in a comparison than its name. */
  #compared(term: Term): ToldPiece[] {
    return term.kind === "cell" || term.kind === "literal" ? this.#written(term, "short") : this.amount(term);
  }

  /** `, the place of output[0, 'j'] = 21.6638, the largest of the 27`. */
  #chosen({ terms, value, count }: Fold): ToldPiece[] | null {
    const largest = terms.find(({ ordinal }) => ordinal === value)?.term;
    if (largest?.kind !== "cell") return null;
    const { name, tensor } = this.#named(largest.tensor);
    const named = namePiece(this.#wording, this.#label(tensor), { ...name, index: largest.index }, tensor);
    return [
      { text: ", the place of " },
      named,
      { text: " = " },
      valuePiece(named, largest.value, tensor.dtype),
      { text: `, the largest of the ${formatCount(count)}` },
    ];
  }

  /**
   * What a term comes from, as long as there is room for it: ` = 1.17 · 0.35 + … + 0.41`; nothing of a mere number, or of
   * the very cell that is told of.
   */
  sources(term: Term, told?: CellRef): ToldPiece[] {
    if (term.kind === "literal") return [];
    if (term.kind === "fold" && term.count === 1) return this.sources(term.terms[0]!.term);
    if (term.kind === "cell") {
      const { name, tensor } = this.#named(term.tensor);
      if (name.node === told?.node && name.port === told.port && name.side === told.side) return [];
      const text = `${this.#label(tensor)}${indexText(this.#wording.subscripts(name, tensor, term.index))}`;
      return [{ text: " = " }, { text, cell: { ...name, index: term.index } }];
    }
    for (const style of ["short", "totals", "subscripts"] as const) {
      const pieces = this.#written(term, style);
      const text = pieces.map((piece) => piece.text).join("");
      // A sign that was turned says nothing by its numbers alone.
      const isValue = text === formatNumber(term.value) || text === String(term.value);
      if (text.length <= ROOM && !isValue) return [{ text: " = " }, ...pieces];
    }
    return [];
  }

  /**
   * A sum over all of a row or column, as the two that are multiplied: ` = output.grad[0, :] · output.W[0, :]`. Null of
   * other terms.
   */
  rows(term: Term): ToldPiece[] | null {
    if (term.kind !== "fold" || !isWholeSum(term) || term.letters.length !== 1) return null;
    const { pattern, letters } = term;
    if (pattern.kind !== "formula" || pattern.tree.kind !== "binary" || pattern.tree.operator !== "*") return null;
    const factors = [pattern.tree.left, pattern.tree.right].map((side) => filled(side, pattern.names));
    const names = factors.map((factor) => {
      if (factor.kind !== "cell") return null;
      const { name, tensor } = this.#named(factor.tensor);
      const isOver = (at: number): boolean => factor.subscripts[at] === letters[0]!.letter;
      const index = factor.index.map((at, axis) => (isOver(axis) ? 0 : at));
      if (!index.every(Number.isInteger)) return null;
      const written = this.#wording.subscripts(name, tensor, index).map((at, axis) => (isOver(axis) ? ":" : at));
      return written.includes(":") ? `${this.#label(tensor)}${indexText(written)}` : null;
    });
    return names.includes(null) ? null : [{ text: ` = ${names.join(" · ")}` }];
  }

  /** The same as one of several parts; what it comes to where there is no room for more. */
  amount(term: Term): ToldPiece[] {
    const [, ...pieces] = this.sources(term);
    return pieces.length > 0 ? pieces : this.total(term);
  }

  /** What a term comes to. */
  total(term: Term): ToldPiece[] {
    if (term.kind === "cell") return this.#written(term, "totals");
    const text = formatNumber(term.value);
    return [{ text: text.startsWith("-") ? `(${text})` : text }];
  }

  /** A number and what was subtracted from it; as one number, where there is no room for what that comes from. */
  difference(term: Term): ToldPiece[] {
    const [, ...pieces] = this.sources(term);
    if (pieces.length > 0 || term.kind !== "formula") return pieces.length > 0 ? pieces : this.total(term);
    const { before, moved } = term.names;
    if (before === undefined || moved === undefined) return this.total(term);
    return [...this.total(before), { text: " − " }, ...this.total(moved)];
  }

  #written(term: Term, style: Style): ToldPiece[] {
    const labels: Labels = (key) => {
      const { tensor } = this.#named(key);
      return { label: this.#label(tensor), dtype: tensor.dtype };
    };
    return writeTerm(term, style, labels).map(({ text, cell }) => {
      if (cell === undefined) return { text };
      const { name, before, tensor } = this.#named(cell.tensor);
      const found = { ...name, index: cell.index };
      if (style === "subscripts") return { text, cell: found };
      const called = namePiece(this.#wording, this.#label(tensor), found, tensor).text;
      const piece = { text, cell: found, value: cell.value, name: called };
      return before ? { ...piece, before: true as const } : piece;
    });
  }
}

/** What is said before the numbers of a cell: of which example they are. */
export function inExample(example: string | null): string {
  return example === null ? ". " : `. In example ${example}: `;
}

/** The name of a cell: `C['e', 0]`. */
export function namePiece(wording: Wording, label: string, cell: CellRef, tensor: Parameters<LabelOf>[0]): ToldPiece {
  return { text: `${label}${indexText(wording.subscripts(cell, tensor, cell.index))}`, cell };
}

/** What stands in a cell that has been named. */
export function valuePiece({ cell, text: name }: ToldPiece, value: number, dtype: DType): ToldPiece {
  return { text: formatNumber(value, dtype), ...(cell === undefined ? {} : { cell }), value, name };
}

function indexText(subscripts: readonly string[]): string {
  return subscripts.length === 0 ? "" : `[${subscripts.join(", ")}]`;
}
