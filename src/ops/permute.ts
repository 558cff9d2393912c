import { DiagnosticError } from "../base/diagnostic.ts";
import { dimension } from "./dimension.ts";
import { defineViewOp } from "./contract/op.ts";
import { matrix } from "./contract/matrix.ts";
import { toldOfView } from "./told/families.ts";

/** Says which dimension of the tensor comes first, second, …; negative ones count from the end. */
export type PermuteAttributes = { readonly dims: readonly number[] };

/** Is `torch.permute`: all dimensions in another order, by their strides alone. */
export const permute = defineViewOp({
  name: "permute",
  inputs: ["x"],
  window(x, { dims }: PermuteAttributes) {
    const order = permutedDims(dims, x.shape.length);
    return { shape: order.map((dim) => x.shape[dim]!), stride: order.map((dim) => x.stride[dim]!), offset: x.offset };
  },
  told: toldOfView("{x full} with its dimensions in another order: {y size}"),
  torch: ({ x }, { dims }) => `${x}.permute(${dims.length === 0 ? "()" : dims.join(", ")})`,
  examples: [
    {
      inputs: { x: [matrix([1, 2]), matrix([3, 4])] },
      attributes: { dims: [2, 0, -2] },
      out: [matrix([1], [3]), matrix([2], [4])],
    },
  ],
});

/** Returns the dimensions counted from the front, each of them once. Throws PyTorch's sentences. */
export function permutedDims(dims: readonly number[], rank: number): readonly number[] {
  if (dims.length !== rank) {
    throw DiagnosticError.about(
      "dims",
      "permute(sparse_coo): number of dimensions in the tensor input does not match the length of the desired ordering of " +
        `dimensions i.e. input.dim() = ${rank} is not equal to len(dims) = ${dims.length}`,
      `Name each of the ${rank} dimensions once.`,
    );
  }
  const order = dims.map((dim) => dimension(dim, rank, "dims"));
  if (new Set(order).size < rank)
    throw DiagnosticError.about(
      "dims",
      "permute(): duplicate dims are not allowed.",
      `Name each of the ${rank} dimensions once.`,
    );
  return order;
}
