import { formatNumber } from "../../../base/formatNumber.ts";

/** Returns a number as it is typed: all its digits, or `nan`, `inf`, `-inf`. */
export function spelledNumber(value: number): string {
  return Number.isFinite(value) ? String(value) : formatNumber(value);
}
