/** π / 2 in three parts, the first two with 33 bits each, so that a small multiple of them is exact. */
const HALF_PI_1 = 1.5707963267341256;
const HALF_PI_2 = 6.077100506303966e-11;
const HALF_PI_3 = 2.0222662487959506e-21;
const ROUND = 6755399441055744;

/** Up to here, a number of quarter turns times the first two parts is exact. */
const NEAR = 65536;

/**
 * The sine, within 10⁻¹⁵ of the truth for |x| up to 2¹⁶ (the generator asks for 0 to 2π), made of + − × / alone
 * (see `exp.ts`). Beyond, whole turns are taken off first, which costs |x| · 4·10⁻¹⁷.
 */
export function sin(x: number): number {
  return quarterTurns(x, 0);
}

/** The cosine, as exact as {@link sin}. */
export function cos(x: number): number {
  return quarterTurns(x, 1);
}

/** sin(x + quarters · π / 2). */
function quarterTurns(x: number, quarters: number): number {
  const near = x <= NEAR && x >= -NEAR ? x : x % (2 * Math.PI);
  if (near !== near) return NaN;
  const n = near * (2 / Math.PI) + ROUND - ROUND;
  const r = near - n * HALF_PI_1 - n * HALF_PI_2 - n * HALF_PI_3;
  const quadrant = (n + quarters) & 3;
  const value = (quadrant & 1) === 0 ? sineSeries(r) : cosineSeries(r);
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
