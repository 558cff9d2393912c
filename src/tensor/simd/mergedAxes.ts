import type { Tensor } from "../tensor.ts";

/** Returns some dimensions of tensors, the innermost first, as a single one; null where they do not lie evenly. */
export function mergedAxes(
  axes: readonly number[],
  tensors: readonly Tensor[],
): { readonly size: number; readonly steps: readonly number[] } | null {
  let size = 1;
  let steps: readonly number[] = tensors.map(() => 1);
  for (const axis of axes) {
    const here = tensors.map(({ stride }) => stride[axis]!);
    if (size === 1) steps = here;
    else if (here.some((step, at) => step !== steps[at]! * size)) return null;
    size *= tensors[0]!.shape[axis]!;
  }
  return { size, steps };
}
