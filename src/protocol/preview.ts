import type { DType } from "../tensor/dtype.ts";
import type { Shape } from "../tensor/shape.ts";
import type { FacetNumbers } from "./facetReports.ts";
import type { TensorRef } from "./tensorRef.ts";

/** Describes a tensor that the client wants to see, and how much of it. */
export interface Watch extends TensorRef {
  /** At most so many rows and columns are sent; more are sampled evenly. */
  readonly maxRows: number;
  readonly maxColumns: number;
}

/**
 * Is a small picture of a tensor, laid out as `[shape[0], product of the rest]`. A 1-d tensor is one row. Cell `(r, c)`
 * shows element `(rowIndex(r), columnIndex(c))` with `rowIndex(r) = floor(r * tensorRows / rows)`.
 */
export interface Preview extends TensorRef {
  readonly dtype: DType;
  readonly shape: Shape;
  readonly tensorRows: number;
  readonly tensorColumns: number;
  readonly rows: number;
  readonly columns: number;
  /** rows × columns numbers, row by row. */
  readonly data: Float32Array;
  /** Over the whole tensor, finite elements only. */
  readonly maxAbs: number;
  /** The size at which the colours end: `maxAbs`, or less where a mask or a few outliers are far beyond the others. */
  readonly scale: number;
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  /** Elements that are nan or infinite. */
  readonly notFinite: number;
  /** What the node says of its numbers beside its tensors. */
  readonly facets?: Partial<FacetNumbers>;
}
