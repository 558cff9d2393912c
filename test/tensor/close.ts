/** PyTorch's own tolerances for float32 (`torch.testing.assert_close`). */
const RTOL = 1.3e-6;
const ATOL = 1e-5;

/** What is wrong with `found`, element by element, or null. Infinities must be equal, and nan is only nan. */
export function difference(
  found: readonly number[],
  expected: readonly number[],
  rtol = RTOL,
  atol = ATOL,
): string | null {
  if (found.length !== expected.length) return `${found.length} elements instead of ${expected.length}`;
  for (const [at, value] of found.entries()) {
    const wanted = expected[at]!;
    if (Object.is(value, wanted) || value === wanted) continue;
    if (Number.isFinite(value) && Math.abs(value - wanted) <= atol + rtol * Math.abs(wanted)) continue;
    return `element ${at} is ${value} instead of ${wanted}`;
  }
  return null;
}

const FLOAT = new Float32Array(1);
const BITS = new Int32Array(FLOAT.buffer);

/** Units in the last place between two float32; 0 and −0 are one apart from neither. */
export function ulps(a: number, b: number): number {
  if (Number.isNaN(a) && Number.isNaN(b)) return 0;
  return Math.abs(rank(a) - rank(b));
}

/** The float32 numbers counted from 0 up and down. */
function rank(value: number): number {
  FLOAT[0] = value;
  const bits = BITS[0]!;
  return bits < 0 ? -(bits & 0x7fffffff) : bits;
}
