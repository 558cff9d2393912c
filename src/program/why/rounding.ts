import { formatNumber } from "../../base/formatNumber.ts";
import type { DType } from "../../tensor/dtype.ts";

/** Returns a number as the dtype keeps it: float32 rounds, int32 wraps around, a truth value is 0 or 1. */
export function rounded(value: number, dtype: DType): number {
  switch (dtype) {
    case "float32":
      return Math.fround(value);
    case "float64":
      return value;
    case "int32":
      return value | 0;
    case "bool":
      return value === 0 ? 0 : 1;
  }
}

/** Says why a number is not what its reason comes to without rounding. */
export function roundingNote(exact: number, result: number, dtype: DType): string {
  const wanted = formatNumber(exact, Number.isSafeInteger(exact) ? dtype : "float32");
  const found = formatNumber(result, dtype);
  if (dtype === "int32") {
    return `${wanted} is beyond int32, which goes from -2147483648 to 2147483647: it wraps around to ${found}`;
  }
  if (Number.isFinite(exact) && !Number.isFinite(result) && Object.is(Math.fround(exact), result)) {
    return `${wanted} is beyond float32, whose largest number is 3.4028e+38: it becomes ${found}`;
  }
  return (
    `without rounding it would be ${wanted}; each step is rounded to float32, which holds nothing beyond 3.4028e+38 and ` +
    "nothing but 0 below 1.4013e-45"
  );
}
