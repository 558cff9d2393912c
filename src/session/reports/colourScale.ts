/** Ordinary numbers stay below; what masks others (-1e9, the least float) does not. */
const ORDINARY = 1e4;
/** How many times the others a mask's numbers are at least. */
const APART = 1e3;

/** An outlier is at least so many times as large as the others, … */
const OUTLYING = 20;
/** … and outliers are at most this share of the numbers that are not 0. */
const FEW = 0.02;

/** Of more numbers a sample is looked at first: each of so many, which divide no usual count of columns. */
const [LARGE, STEP] = [8192, 17];

/**
 * Returns the size at which the colours of a picture end: the largest finite one, but for what would leave all others
 * one colour. That is a mask: however many numbers that are beyond 10,000 and 1,000 times as large as all the others.
 * And it is outliers: at most 2 % of the numbers that are not 0, 20 times as large as all the others.
 *
 * @param largest the largest finite size.
 */
export function colourScale(numbers: ArrayLike<number>, largest: number): number {
  return withoutOutliers(numbers, withoutMask(numbers, largest));
}

function withoutMask(numbers: ArrayLike<number>, largest: number): number {
  if (!(largest >= ORDINARY)) return largest;
  const cut = Math.max(ORDINARY, largest / APART);
  let [inner, outer] = [0, largest];
  for (let position = 0; position < numbers.length; position++) {
    const size = Math.abs(numbers[position]!);
    if (!Number.isFinite(size)) continue;
    if (size < cut) inner = Math.max(inner, size);
    else outer = Math.min(outer, size);
  }
  return inner > 0 && inner * APART <= outer ? inner : largest;
}

/** Goes by the numbers up to `largest`; what is left when outliers are gone may have outliers again. */
function withoutOutliers(numbers: ArrayLike<number>, largest: number): number {
  let end = largest;
  // Of fewer numbers not one is a fiftieth.
  if (numbers.length * FEW < 1) return end;
  if (numbers.length > LARGE) {
    // A sample tells of most large tensors that they have none.
    if (largestOfMost(numbers, end / OUTLYING, largest, { step: STEP, few: 2 * FEW }) === 0) return end;
  }
  for (;;) {
    const inner = largestOfMost(numbers, end / OUTLYING, largest);
    if (inner === 0) return end;
    end = inner;
  }
}

/**
 * Returns the largest size below `cut`; 0 when more than a few are from there on, up to `largest`. Of most tensors that
 * is known after a few numbers.
 */
function largestOfMost(
  numbers: ArrayLike<number>,
  cut: number,
  largest: number,
  { step, few } = { step: 1, few: FEW },
): number {
  const { length } = numbers;
  const most = (length / step) * few;
  let inner = 0;
  let beyond = 0;
  let some = 0;
  for (let position = 0; position < length; position += step) {
    const size = Math.abs(numbers[position]!);
    // Neither nan nor what was left out before.
    if (!(size > 0 && size <= largest)) continue;
    some++;
    if (size < cut) inner = size > inner ? size : inner;
    else if (++beyond > most) return 0;
  }
  return beyond <= some * few ? inner : 0;
}
