const round = Math.fround;

/** Is the next double above 1: times it, a double becomes a larger one. */
export const UP = 1 + 2 ** -52;
/** Is the double two below 1: times it, a double becomes a smaller one. */
export const DOWN = 1 - 2 ** -52;

/**
 * Returns a · b + c of three float32, rounded once to a float32: a fused multiply-add.
 *
 * The product is exact in double. The sum may not be; `Math.fround` of it is still right unless the double lies half way
 * between two float32. Then the side on which the truth lies decides. A double is not half way if it
 * rounds to one float32 both times {@link UP} and times {@link DOWN}, be that subnormal or the largest one.
 */
export function madd32(a: number, b: number, c: number): number {
  const product = a * b;
  return settled(product, c, product + c);
}

/**
 * Returns the float32 that product + c is nearest to: `sum` is that in double, perhaps half way between two float32. A sum that
 * really lies half way is no rare thing: ±1, as of a saturated tanh, times a float32 makes them.
 */
export function settled(product: number, c: number, sum: number): number {
  // Knuth's TwoSum: product + c = sum + lost, exactly.
  const part = sum - product;
  const lost = product - (sum - part) + (c - part);
  if ((round(sum * UP) - round(sum * DOWN)) * lost === 0) return round(sum);
  return besideHalfWay(sum, lost);
}

function besideHalfWay(sum: number, lost: number): number {
  const above = round(sum * UP);
  const below = round(sum * DOWN);
  // `above` and `below` by their sizes: neighbours, if they differ. What would follow the largest float32 is 2¹²⁸.
  if (above === below || Number.isNaN(sum)) return above;
  const next = Math.abs(above) === Infinity ? Math.sign(above) * 2 ** 128 : above;
  if (lost === 0 || next - sum !== sum - below) return round(sum);
  return lost > 0 === sum > 0 ? above : below;
}
