import type { Tensor } from "../tensor.ts";
import { checkedSum } from "./integerSum.ts";
import type { Kernels } from "./kernels.ts";
import { roundingOf } from "./rounding.ts";
import { offsetAt } from "./strided.ts";

/** Holds the kernels that add up along a dimension, one element after another. */
export const cumsum = {
  cumsum(x: Tensor, dim: number, y: Tensor): void {
    const from = x.storage.data;
    const to = y.storage.data;
    const [xs, ys, size] = [x.stride[dim]!, y.stride[dim]!, x.shape[dim]!];
    const whole = y.dtype === "int32";
    forLines(x, y, dim, (at, out) => {
      let sum = 0;
      for (let i = 0; i < size; i++) {
        sum += from[at + i * xs]!;
        if (whole) checkedSum(sum, sum | 0);
        to[out + i * ys] = sum;
      }
    });
  },
  cumsumBackward(dy: Tensor, dim: number, dx: Tensor): void {
    const from = dy.storage.data;
    const to = dx.storage.data;
    const [ys, xs, size] = [dy.stride[dim]!, dx.stride[dim]!, dy.shape[dim]!];
    // PyTorch adds to the gradient what it has rounded.
    const rounded = roundingOf(dx);
    forLines(dy, dx, dim, (at, out) => {
      let sum = 0;
      for (let i = size - 1; i >= 0; i--) {
        sum += from[at + i * ys]!;
        to[out + i * xs]! += rounded(sum);
      }
    });
  },
} satisfies Partial<Kernels>;

/** Where in both tensors each line along the dimension begins. */
function forLines(x: Tensor, y: Tensor, dim: number, visit: (x: number, y: number) => void): void {
  const [first, second] = [withoutDim(x, dim), withoutDim(y, dim)];
  const lines = first.shape.reduce((count, size) => count * size, 1);
  for (let line = 0; line < lines; line++) visit(offsetAt(first, line), offsetAt(second, line));
}

function withoutDim(tensor: Tensor, dim: number): Tensor {
  return { ...tensor, shape: tensor.shape.toSpliced(dim, 1), stride: tensor.stride.toSpliced(dim, 1) };
}
