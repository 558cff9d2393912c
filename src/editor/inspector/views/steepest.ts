/**
 * Returns the learning rate, to two digits, at which the loss falls fastest over the logarithm of the rate: of the
 * losses smoothed over a few steps, as single batches jump. Null when there are too few, or the loss never falls.
 */
export function steepest(rates: readonly number[], losses: readonly number[]): number | null {
  const count = losses.findIndex((loss) => !Number.isFinite(loss));
  const used = count < 0 ? losses.length : count;
  if (used < 5) return null;
  const reach = Math.max(1, Math.floor(used / 20));
  const smooth = (at: number): number => {
    const [from, to] = [Math.max(0, at - reach), Math.min(used - 1, at + reach)];
    let sum = 0;
    for (let k = from; k <= to; k++) sum += losses[k]!;
    return sum / (to - from + 1);
  };
  let best: number | null = null;
  let most = 0;
  for (let at = reach; at < used - reach; at++) {
    const run = Math.log(rates[at + reach]!) - Math.log(rates[at - reach]!);
    const fall = (smooth(at - reach) - smooth(at + reach)) / run;
    if (fall > most) [most, best] = [fall, rates[at]!];
  }
  return best === null ? null : Number(best.toPrecision(2));
}
