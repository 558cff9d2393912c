/** Gives the mean of numbers, in double; nan for none, as `torch.mean`. */
export function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let at = 0; at < values.length; at++) sum += values[at]!;
  return sum / values.length;
}

/** Gives the standard deviation of a sample, by n − 1, as `torch.std`; nan for fewer than two numbers. */
export function std(values: ArrayLike<number>): number {
  if (values.length < 2) return Number.NaN;
  const middle = mean(values);
  let squares = 0;
  for (let at = 0; at < values.length; at++) squares += (values[at]! - middle) ** 2;
  return Math.sqrt(squares / (values.length - 1));
}
