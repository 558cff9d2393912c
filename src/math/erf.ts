/** Centres of the expansions: every sixteenth from 0 to 6, where the double nearest to erf is 1. */
const PER_UNIT = 16;
const LAST = 6;
/** Coefficients per centre. At half a sixteenth from it, the terms left out are below 10⁻¹⁷. */
const TERMS = 12;
const TWO_OVER_ROOT_PI = 1.1283791670955126;

/**
 * Holds Taylor's coefficients of erf around each centre, each centre's from the one before: with g = e^(−x²), g′ = −2x g, hence
 * (n + 1) g₍ₙ₊₁₎ = −2 (c gₙ + g₍ₙ₋₁₎). The same bits in every engine, as no engine's own function is asked.
 */
export const ERF_COEFFICIENTS = (() => {
  const table = new Float64Array((LAST * PER_UNIT + 1) * TERMS);
  const gauss = new Float64Array(24);
  let value = 0;
  let slope = 1;
  for (let step = 0; step <= LAST * PER_UNIT; step++) {
    const centre = step / PER_UNIT;
    gauss[0] = slope;
    gauss[1] = -2 * centre * slope;
    for (let n = 1; n < 23; n++) gauss[n + 1] = (-2 * (centre * gauss[n]! + gauss[n - 1]!)) / (n + 1);
    table[step * TERMS] = value;
    for (let n = 1; n < TERMS; n++) table[step * TERMS + n] = (TWO_OVER_ROOT_PI * gauss[n - 1]!) / n;
    // On to the next centre, with twice as many terms, as it is twice as far as any argument.
    let rise = 0;
    slope = 0;
    for (let n = 23; n >= 0; n--) {
      rise = rise / PER_UNIT + (TWO_OVER_ROOT_PI * gauss[n]!) / (n + 1);
      slope = slope / PER_UNIT + gauss[n]!;
    }
    value += rise / PER_UNIT;
  }
  return table;
})();

/**
 * Returns the error function 2 / √π ∫₀ˣ e^(−t²) dt, a double within a relative 10⁻¹⁵ of the truth. So rounding it to
 * float32 is right but for ties. Made of + − × / alone (see `exp.ts`). Odd to the bit, −0 included.
 */
export function erf(x: number): number {
  const size = x < 0 ? -x : x;
  if (!(size < LAST)) return size >= LAST ? (x < 0 ? -1 : 1) : NaN;
  const step = (size * PER_UNIT + 0.5) | 0;
  const h = size - step / PER_UNIT;
  const from = step * TERMS;
  let sum = ERF_COEFFICIENTS[from + TERMS - 1]!;
  for (let n = from + TERMS - 2; n > from; n--) sum = ERF_COEFFICIENTS[n]! + h * sum;
  // Around 0 the value is h times the sum, and keeps the sign of −0.
  if (step === 0) return x * sum;
  const y = ERF_COEFFICIENTS[from]! + h * sum;
  return x < 0 ? -y : y;
}
