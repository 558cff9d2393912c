import { quarterTurns } from "./quarterTurns.ts";

/** π / 2 in three parts, the first two with 33 bits each, so that a small multiple of them is exact. */
const HALF_PI_1 = 1.5707963267341256;
const HALF_PI_2 = 6.077100506303966e-11;
const HALF_PI_3 = 2.0222662487959506e-21;
const ROUND = 6755399441055744;

/** Up to here, a number of quarter turns times the first two parts is exact. */
const NEAR = 65536;

/**
 * Returns the sine, within 10⁻¹⁵ of the truth. It is made of + − × / alone (see `exp.ts`), and beyond 2¹⁶ of whole
 * numbers of any length: the turns that a large number takes are counted exactly, as PyTorch's are.
 */
export function sin(x: number): number {
  return sineOf(x, 0);
}

/** Returns the cosine, as exact as {@link sin}. */
export function cos(x: number): number {
  return sineOf(x, 1);
}

/** sin(x + quarters · π / 2). */
function sineOf(x: number, quarters: number): number {
  if (x <= NEAR && x >= -NEAR) {
    const n = x * (2 / Math.PI) + ROUND - ROUND;
    return sineFrom(n + quarters, x - n * HALF_PI_1 - n * HALF_PI_2 - n * HALF_PI_3);
  }
  if (x - x !== 0) return NaN;
  const { turns, rest } = quarterTurns(x);
  return sineFrom(turns + quarters, rest);
}

/** sin(rest + quarters · π / 2), |rest| ≤ π / 4. */
function sineFrom(quarters: number, rest: number): number {
  const quadrant = quarters & 3;
  const value = (quadrant & 1) === 0 ? sineSeries(rest) : cosineSeries(rest);
  return quadrant < 2 ? value : -value;
}

/** Taylor's series for |r| ≤ π / 4. */
function sineSeries(r: number): number {
  const t = r * r;
  let sum = 1;
  for (let term = 18; term >= 2; term -= 2) sum = 1 - (t / (term * (term + 1))) * sum;
  return r * sum;
}

function cosineSeries(r: number): number {
  const t = r * r;
  let sum = 1;
  for (let term = 17; term >= 1; term -= 2) sum = 1 - (t / (term * (term + 1))) * sum;
  return sum;
}
