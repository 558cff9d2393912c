import { std } from "../../tensor/std.ts";
import type { Tensor } from "../../tensor/tensor.ts";

/** Numbers of a storage that are looked at, at most. */
const SAMPLE = 4096;

/**
 * Says how far it is sensible to move a number of a tensor: as far as the numbers of its storage lie from one another, or by
 * half of the number if that is more, in steps of 1, 2, 5, 10. 1 where both are 0.
 */
export function sensibleReach({ storage: { data } }: Tensor, value: number): number {
  const every = Math.ceil(data.length / SAMPLE);
  const finite = data.filter((number, at) => at % every === 0 && Number.isFinite(number));
  const deviation = std(finite);
  const size = Math.max(Number.isFinite(deviation) ? deviation : 0, Math.abs(value) / 2);
  return size > 0 ? rounded(size) : 1;
}

/** The nearest of 1, 2, 5 times a power of 10. */
function rounded(size: number): number {
  const power = 10 ** Number(size.toExponential().split("e")[1]);
  const step = [1, 2, 5, 10].find((candidate) => size <= candidate * power * 1.4) ?? 10;
  // As it would be typed: 0.2, and not 0.20000000000000001.
  return Number((step * power).toPrecision(1));
}
