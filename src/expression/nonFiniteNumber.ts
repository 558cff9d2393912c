const NUMBERS: ReadonlyMap<string, number> = new Map([
  ["inf", Infinity],
  ["+inf", Infinity],
  ["-inf", -Infinity],
  ["nan", Number.NaN],
]);

/**
 * Returns the number that a text names which no expression gives: `inf`, `-inf` or `nan` as the whole text. Otherwise
 * null.
 */
export function nonFiniteNumber(text: string): number | null {
  return NUMBERS.get(text.trim()) ?? null;
}
