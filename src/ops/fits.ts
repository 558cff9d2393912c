import { DiagnosticError } from "../base/diagnostic.ts";
import { TORCH_SCALAR_NAME, type DType } from "../tensor/dtype.ts";

/** The largest float32. */
const MAX_FLOAT32 = 3.4028234663852886e38;

/**
 * Throws PyTorch's sentence for a number beyond the finite numbers of a dtype. Infinity and nan are floats. `attribute` is
 * the number's name.
 */
export function checkFits(value: number, dtype: DType, attribute: string): void {
  const fits = {
    bool: true,
    int32: (Math.trunc(value) | 0) === Math.trunc(value),
    float32: !Number.isFinite(value) || Math.abs(value) <= MAX_FLOAT32,
    float64: true,
  }[dtype];
  if (fits) return;
  throw DiagnosticError.about(
    attribute,
    `value cannot be converted to type ${TORCH_SCALAR_NAME[dtype]} without overflow`,
    dtype === "int32"
      ? "int32 goes from −2,147,483,648 to 2,147,483,647. To makes floats of the tensor."
      : "float32 ends at 3.4e38; inf is beyond.",
  );
}
