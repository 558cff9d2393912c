/** Entries of the table of powers of two between 1 and 2. */
const STEPS = 32;

/** 2^(i / 32), by Taylor's series: the same bits in every engine, as no engine's own function is asked. */
const FRACTIONS = Float64Array.from({ length: STEPS }, (_, step) => {
  const x = (step * Math.LN2) / STEPS;
  let sum = 1;
  for (let term = 24; term >= 1; term--) sum = 1 + (x / term) * sum;
  return sum;
});

/** 2^k for k from −160 on, exact. */
const LOWEST = -160;
const POWERS = new Float64Array(300);
POWERS[-LOWEST] = 1;
for (let k = 1; k - LOWEST < POWERS.length; k++) POWERS[k - LOWEST] = POWERS[k - 1 - LOWEST]! * 2;
for (let k = -1; k >= LOWEST; k--) POWERS[k - LOWEST] = POWERS[k + 1 - LOWEST]! / 2;

/** Adding and subtracting 1.5 · 2⁵² rounds to a whole number. */
const ROUND = 6755399441055744;

/**
 * eˣ for what is made of it in float32 (`exp32.ts` is PyTorch's own): a double within a relative 2·10⁻¹² of the
 * truth, so that rounding it to float32 is at most 1 ulp off. Made of + − × / alone, hence the same bits in every
 * engine, which `Math.exp` does not promise. Infinity from 89 on, 0 below −104 (float32 ends at 88.7 and at −103.97).
 */
export function exp(x: number): number {
  if (!(x < 89)) return x >= 89 ? Infinity : NaN;
  if (x < -104) return 0;
  // x = (n / 32) · ln 2 + r with |r| ≤ ln 2 / 64, so that eˣ = 2^(n / 32) · eʳ.
  const n = x * (STEPS / Math.LN2) + ROUND - ROUND;
  const r = x - n * (Math.LN2 / STEPS);
  const index = n | 0;
  return (
    FRACTIONS[index & (STEPS - 1)]! *
    POWERS[(index >> 5) - LOWEST]! *
    (1 + r * (1 + r * (0.5 + r * (1 / 6 + r * (1 / 24)))))
  );
}
