import { DiagnosticError } from "../base/diagnostic.ts";
import { isFloat, TORCH_SCALAR_NAME, type DType } from "../tensor/dtype.ts";
import type { Kernels } from "../tensor/kernels/kernels.ts";
import type { Tensor } from "../tensor/tensor.ts";

/**
 * Returns the dtype of an operation on both, as PyTorch promotes as far as it goes here: `bool` < `int32` < a float.
 */
export function promote(name: string, a: DType, b: DType): DType {
  if (a === b && a !== "bool") return a;
  if (isFloat(a) !== isFloat(b)) return isFloat(a) ? a : b;
  if (!isFloat(a) && a !== b) return "int32";
  throw DiagnosticError.of(`${name} of ${TORCH_SCALAR_NAME[a]} and ${TORCH_SCALAR_NAME[b]} is not supported`, {
    plain:
      a === "bool" && b === "bool"
        ? "Both hold truth values; To makes 1 and 0 of them."
        : "Both must be of one dtype: To makes them so.",
  });
}

/** Returns the dtype of a function that gives floats: an integer becomes float32. */
export function floatOf(dtype: DType): DType {
  return isFloat(dtype) ? dtype : "float32";
}

/** Returns `x` itself when it has `y`'s dtype, else `y` with the numbers of `x` in it. */
export function converted(x: Tensor, y: Tensor, kernels: Kernels): Tensor {
  if (x.dtype === y.dtype) return x;
  kernels.copy(x, y);
  return y;
}
