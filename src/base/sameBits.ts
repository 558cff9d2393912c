/** Says whether numbers are the same to the bit: −0 is another than 0, a nan the same as any nan. */
export function sameBits(one: ArrayLike<number> | undefined, other: ArrayLike<number>): boolean {
  if (one === undefined || one.length !== other.length) return false;
  for (let at = 0; at < other.length; at++) if (!Object.is(one[at], other[at])) return false;
  return true;
}
