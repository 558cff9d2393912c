/** The last odd power that counts at √2 − 1. */
const LAST = 41;

/** Returns the arc tangent, within a relative 10⁻¹⁵ of the truth, made of + − × / alone (see `exp.ts`). */
export function atan(x: number): number {
  const size = Math.abs(x);
  if (size !== size) return NaN;
  const value =
    size > 1 + Math.SQRT2
      ? Math.PI / 2 - series(1 / size)
      : size > Math.SQRT2 - 1
        ? Math.PI / 4 + series((size - 1) / (size + 1))
        : series(size);
  return x < 0 || Object.is(x, -0) ? -value : value;
}

/** Taylor's series, for |x| ≤ √2 − 1. */
function series(x: number): number {
  const square = x * x;
  let sum = 1 / (LAST + 2);
  for (let odd = LAST; odd >= 1; odd -= 2) sum = 1 / odd - square * sum;
  return x * sum;
}
