/** Ordinary numbers stay below; what masks others (-1e9, the least float) does not. */
const ORDINARY = 1e4;
/** How many times the others an outlier is at least. */
const APART = 1e3;

/**
 * Returns the size at which the colours of a picture end: the largest finite one, or, where some numbers are beyond
 * 10,000 and 1,000 times as large as all the others, the largest of the others: a mask of -1e9 would leave all they are
 * one colour. `at` gives the number at a position below `count`, `largest` is the largest size.
 */
export function colourScale(count: number, at: (position: number) => number, largest: number): number {
  if (!(largest >= ORDINARY)) return largest;
  const cut = Math.max(ORDINARY, largest / APART);
  let [inner, outer] = [0, largest];
  for (let position = 0; position < count; position++) {
    const size = Math.abs(at(position));
    if (!Number.isFinite(size)) continue;
    if (size < cut) inner = Math.max(inner, size);
    else outer = Math.min(outer, size);
  }
  return inner > 0 && inner * APART <= outer ? inner : largest;
}
