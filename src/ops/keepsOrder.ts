import type { DType } from "../tensor/dtype.ts";
import { denseStride, elementwiseStride } from "../tensor/elementwiseStride.ts";
import type { Result, TensorSpec } from "./contract/op.ts";

const RANK: Readonly<Record<DType, number>> = { bool: 0, int32: 1, float32: 2, float64: 3 };

/**
 * Returns the strides of an elementwise op's result, which lies in the order of its inputs. An input of a lesser dtype
 * than the others, or than a result of floats, is one that PyTorch converts first, and its copy has no gaps.
 */
export function keepsOrder(
  inputs: Readonly<Record<string, TensorSpec>>,
  { shape, dtype }: Pick<Result, "shape" | "dtype">,
): readonly number[] {
  const operands = Object.values(inputs).filter((input) => input !== undefined);
  const common = Math.max(RANK[dtype], ...operands.map((input) => RANK[input.dtype]));
  return elementwiseStride(
    shape,
    operands.map((input) => (RANK[input.dtype] < common ? { shape: input.shape, stride: denseStride(input) } : input)),
  );
}
