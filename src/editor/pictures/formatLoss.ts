/** Returns a loss for the run bar: four decimals, or words for what is not a number that can be written so. */
export function formatLoss(loss: number): string {
  if (Number.isNaN(loss)) return "not a number";
  if (loss === Infinity) return "infinite";
  if (loss === -Infinity) return "minus infinite";
  const size = Math.abs(loss);
  return size !== 0 && (size < 1e-4 || size >= 1e6) ? loss.toExponential(3) : loss.toFixed(4);
}

/** Returns the same loss with all its digits, for a tooltip. */
export function formatLossExactly(loss: number): string {
  return Number.isFinite(loss) ? String(Math.fround(loss)) : formatLoss(loss);
}
