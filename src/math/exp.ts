/** Entries of the table of powers of two between 1 and 2. */
const STEPS = 32;

/** Holds 2^(i / 32), by Taylor's series: the same bits in every engine, as no engine's own function is asked. */
export const EXP_FRACTIONS = Float64Array.from({ length: STEPS }, (_, step) => {
  const x = (step * Math.LN2) / STEPS;
  let sum = 1;
  for (let term = 24; term >= 1; term--) sum = 1 + (x / term) * sum;
  return sum;
});

/** 2^k for k from −600 on, exact. */
const LOWEST = -600;
const POWERS = new Float64Array(1201);
POWERS[-LOWEST] = 1;
for (let k = 1; k - LOWEST < POWERS.length; k++) POWERS[k - LOWEST] = POWERS[k - 1 - LOWEST]! * 2;
for (let k = -1; k >= LOWEST; k--) POWERS[k - LOWEST] = POWERS[k + 1 - LOWEST]! / 2;

/** Adding and subtracting 1.5 · 2⁵² rounds to a whole number. */
const ROUND = 6755399441055744;

/** ln 2 / 32 in two parts, the first with so few bits that its products below are exact. */
const STEP_1 = 0.021660849392446835;
const STEP_2 = 5.145609244655338e-14;

/** The logarithm of the largest double. */
const LARGEST = 709.782712893384;

/**
 * Returns eˣ as a double, within a relative 10⁻¹⁵ of the truth (`exp32.ts` is PyTorch's own in float32). Made of + − ×
 * / alone, hence the same bits in every engine, which `Math.exp` does not promise.
 */
export function exp(x: number): number {
  if (!(x <= LARGEST)) return x > LARGEST ? Infinity : NaN;
  if (x < -745.1332191019412) return 0;
  // x = (n / 32) · ln 2 + r with |r| ≤ ln 2 / 64, so that eˣ = 2^(n / 32) · eʳ.
  const n = x * (STEPS / Math.LN2) + ROUND - ROUND;
  const r = x - n * STEP_1 - n * STEP_2;
  const index = n | 0;
  const k = index >> 5;
  const series = r * (1 + r * (1 / 2 + r * (1 / 6 + r * (1 / 24 + r * (1 / 120 + r * (1 / 720))))));
  const fraction = EXP_FRACTIONS[index & (STEPS - 1)]!;
  // In two halves, as 2¹⁰²⁴ is no double and the smallest ones are subnormal.
  return (fraction + fraction * series) * POWERS[(k >> 1) - LOWEST]! * POWERS[k - (k >> 1) - LOWEST]!;
}
