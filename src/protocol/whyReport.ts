import type { DType } from "../tensor/dtype.ts";
import type { Shape } from "../tensor/shape.ts";
import type { Region } from "../base/region.ts";
import type { Broadcast } from "./broadcast.ts";
import type { CellRef, TensorRef } from "./tensorRef.ts";

/**
 * Says how one number came to be, ready to be read: formulas as text whose stretches know the cells that they name.
 * Worked out in double from the numbers in the tensors.
 */
export interface WhyReport {
  readonly cell: CellRef;
  /** `hidden[3, 7]`, `W.grad[0, 7]`. */
  readonly label: string;
  readonly dtype: DType;
  /** What stands in the tensor. */
  readonly result: number;
  /** What the parts come to. */
  readonly value: number;
  /** The sum of the terms' sizes: what rounding is measured by. */
  readonly magnitude: number;
  /** Whether the two are the same but for rounding. If not, what the number was made of has changed since; `notes` says so. */
  readonly agrees: boolean;
  /** Where a number is from that no op made, and what else is to be known, a sentence each. */
  readonly notes: readonly string[];
  /** They add up to the number; a gradient has one for each use of its tensor. None where no op made the number. */
  readonly parts: readonly WhyPart[];
  /** The tensors that are named, by the names that the cells in the text use. */
  readonly tensors: Readonly<Record<string, WhyTensor>>;
}

/** Describes one op's part in a number. */
export interface WhyPart {
  readonly node: string;
  readonly op: string;
  /** Of a gradient: the input of the op that the tensor is. */
  readonly input: string | null;
  readonly value: number;
  /** The formula, its numbers, those with sums added up: what stands between the equals signs. The value comes last, and is not here. */
  readonly steps: readonly WhyLine[];
  /** The same of the last op alone, where `steps` also writes out what lies between the node's ops; else null. */
  readonly lastOp: readonly WhyLine[] | null;
  /** The sums in it (largest, …), each with its terms. */
  readonly sums: readonly WhySum[];
  /** Which operands repeat, and along which dimensions; null where none does. */
  readonly broadcast: Broadcast | null;
}

export type WhyLine = readonly WhyPiece[];

/** Describes a stretch of text, and the cell that it names or whose number it is. */
export interface WhyPiece {
  readonly text: string;
  readonly cell?: { readonly tensor: string; readonly index: readonly number[] };
}

/** Describes a sum, or the largest, of many terms. */
export interface WhySum {
  readonly by: "sum" | "max" | "argmax";
  /** `Σₖ x[3, k] · W[k, 7]`. */
  readonly formula: WhyLine;
  readonly value: number;
  readonly count: number;
  /** The largest, largest first. */
  readonly terms: readonly WhyTerm[];
  /** What those come to that are not in `terms`. */
  readonly rest: { readonly count: number; readonly value: number };
}

export interface WhyTerm {
  /** What the sum's letters stand for. */
  readonly at: readonly number[];
  readonly formula: WhyLine;
  readonly numbers: WhyLine;
  readonly value: number;
}

export interface WhyTensor {
  readonly ref: TensorRef;
  readonly label: string;
  readonly dtype: DType;
  readonly shape: Shape;
  /** Whether its numbers are those of a parameter before its last update. */
  readonly before: boolean;
  /** The cells that were used: rows, columns, single ones. */
  readonly regions: readonly Region[];
}
