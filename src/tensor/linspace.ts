const round = Math.fround;

/** Numbers of an AVX2 register; PyTorch's loop takes two at a time. */
const LANES = 8;

/**
 * Is `torch.linspace` in float32, with the bits of PyTorch's kernel (1.13, AVX2): the first half counted from the
 * start, the second from the end, with fused multiply-adds; within a vector of 8 from its first number.
 */
export function linspace(start: number, end: number, steps: number): Float32Array {
  const out = new Float32Array(steps);
  if (steps === 1) out[0] = start;
  if (steps < 2) return out;
  const [first, last] = [round(start), round(end)];
  const step = round(round(last - first) / round(steps - 1));
  const half = Math.floor(steps / 2);
  // A product of two float32 is exact in double, so that this rounds once, as a fused multiply-add.
  const at = (i: number): number => round(i < half ? first + step * i : last - step * (steps - i - 1));
  const inVectors = steps - (steps % (2 * LANES));
  for (let i = 0; i < steps; i++) {
    const lane = i % LANES;
    out[i] = i < inVectors ? at(i - lane) + round(step * lane) : at(i);
  }
  return out;
}
