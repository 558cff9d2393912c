/** Writes a probability as people read it: `0.31`; what would be 0 there with its power of ten, `3e-7`. */
export function formatProbability(probability: number): string {
  if (Number.isNaN(probability)) return "nan";
  if (probability === 0) return "0";
  if (probability < 0.005) return probability.toExponential(0);
  return probability.toFixed(2);
}
