/** How far rounding may have set a number apart from a whole one, as a part of it. */
const NOISE = 1e-12;
/** And at most, however large it is. */
const MOST = 1e-6;

/**
 * Returns the whole number that a value is but for rounding: `27 ^ (1/3)`, 2.9999999999999996, is 3. Null for what is
 * none, and for what is too large to be counted exactly.
 */
export function wholeNumber(value: number): number | null {
  const nearest = Math.round(value);
  if (!Number.isSafeInteger(nearest)) return null;
  const isWhole = Math.abs(value - nearest) <= Math.min(MOST, NOISE * Math.max(1, Math.abs(nearest)));
  // Not -0.
  return isWhole ? nearest + 0 : null;
}
