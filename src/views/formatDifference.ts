import type { Difference } from "../tensor/difference.ts";
import { formatIndex } from "./formatDims.ts";
import { formatBriefly, formatNumber } from "../base/formatNumber.ts";

/** Apart by so little of the greatest number, two float32 tensors differ by rounding: some eighty times its unit. */
const ROUNDING = 1e-5;

/** Returns the largest difference, `0`, `2.4e-7`, `nan`. */
export function differenceNumber({ max }: Difference): string {
  return formatBriefly(max);
}

/**
 * Returns the same in words: `= equal to the bit`, `≈ equal but for rounding`, `≠ most at [3, 7]`, `≠ both nan at [0,
 * 2]`.
 */
export function differenceInWords({ max, scale, sameBits, nans, at }: Difference): string {
  const place = at === null || at.index.length === 0 ? "" : ` at ${formatIndex(at.index)}`;
  if (nans > 0 && at !== null) {
    const others = nans > 1 ? ` and ${nans - 1} more` : "";
    return `≠ ${whoIsNan(at)}${place}${others}`;
  }
  if (sameBits) return "= equal to the bit";
  if (max === 0) return at === null ? "= equal" : "= equal but for the sign of a zero";
  if (max <= ROUNDING * scale) return "≈ equal but for rounding";
  return place === "" ? "≠ different" : `≠ most${place}`;
}

/**
 * Writes where two tensors differ most, and the two numbers with all their digits: `[3, 7]: a 0.25, b 0.26`; null where
 * nothing differs.
 */
export function differingCell({ at }: Difference, [a, b]: readonly [string, string]): string | null {
  if (at === null) return null;
  const place = at.index.length === 0 ? "" : `${formatIndex(at.index)}: `;
  return `${place}${a} ${allDigits(at.a)}, ${b} ${allDigits(at.b)}`;
}

/** A float32 in as many decimals as tell it from its neighbours. */
function allDigits(value: number): string {
  if (Object.is(value, -0)) return "-0";
  return Number.isFinite(value) ? String(Number(value.toPrecision(9))) : formatNumber(value);
}

function whoIsNan({ a, b }: { readonly a: number; readonly b: number }): string {
  if (Number.isNaN(a) && Number.isNaN(b)) return "both nan";
  return Number.isNaN(a) ? "a is nan" : "b is nan";
}
