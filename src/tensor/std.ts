/** Gives the mean of numbers, in double; nan for none, as `torch.mean`. */
export function mean(values: ArrayLike<number>): number {
  const { length } = values;
  // Four sums side by side: one alone would wait for itself at each step.
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  let at = 0;
  for (; at + 3 < length; at += 4) {
    a += values[at]!;
    b += values[at + 1]!;
    c += values[at + 2]!;
    d += values[at + 3]!;
  }
  for (; at < length; at++) a += values[at]!;
  return (a + b + (c + d)) / length;
}

/** Gives the standard deviation of a sample, by n − 1, as `torch.std`; nan for fewer than two numbers. */
export function std(values: ArrayLike<number>): number {
  const { length } = values;
  if (length < 2) return Number.NaN;
  const middle = mean(values);
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  let at = 0;
  for (; at + 3 < length; at += 4) {
    a += square(values[at]! - middle);
    b += square(values[at + 1]! - middle);
    c += square(values[at + 2]! - middle);
    d += square(values[at + 3]! - middle);
  }
  for (; at < length; at++) a += square(values[at]! - middle);
  return Math.sqrt((a + b + (c + d)) / (length - 1));
}

function square(x: number): number {
  return x * x;
}
