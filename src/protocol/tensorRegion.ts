import type { PrintMode } from "../base/printMode.ts";
import type { Region } from "../base/region.ts";
import type { DType } from "../tensor/dtype.ts";
import type { Shape } from "../tensor/shape.ts";
import type { TensorRef } from "./tensorRef.ts";

/** Describes the exact numbers of a part of a tensor, and how the whole of it lies in its storage. */
export interface TensorRegion extends TensorRef, Region {
  readonly dtype: DType;
  readonly shape: Shape;
  /** In elements, as `offset`. */
  readonly stride: readonly number[];
  readonly offset: number;
  /** Elements, and bytes, of the storage. */
  readonly storageLength: number;
  readonly storageBytes: number;
  readonly sharing: readonly SharedTensor[];
  /** Null for a part of more than 4,096 numbers, which nobody reads one by one. */
  readonly labels: AxisLabels | null;
  /** The greatest size of a finite number in the storage, and that at which its colours end. */
  readonly maxAbs: number;
  readonly scale: number;
  /** How PyTorch prints the tensor's floats, and how it would print all that lies in the storage. */
  readonly printMode: PrintMode;
  readonly storagePrintMode: PrintMode;
  /** Row by row. */
  readonly data: Float64Array;
}

/** Describes a number in a cell of a tensor. */
export interface CellValue {
  readonly index: readonly number[];
  readonly value: number;
}

/** Describes another output or parameter that lies in the same storage, and how. */
export interface SharedTensor {
  readonly node: string;
  readonly port: string;
  readonly shape: Shape;
  readonly stride: readonly number[];
  readonly offset: number;
}

/** Says, by dimension, what the indices of a part mean (contexts, tokens); null where an index is only a number. */
export type AxisLabels = readonly (readonly string[] | null)[];
