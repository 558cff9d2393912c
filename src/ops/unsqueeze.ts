import { dimension } from "./dimension.ts";
import { defineViewOp } from "./contract/op.ts";
import { matrix } from "./contract/matrix.ts";
import { toldOfView } from "./told/families.ts";

/** Says where the new dimension stands; negative counts from the end of the result. */
export type UnsqueezeAttributes = { readonly dim: number };

/** Is `torch.unsqueeze`: a new dimension of size 1. */
export const unsqueeze = defineViewOp({
  name: "unsqueeze",
  inputs: ["x"],
  window(x, { dim }: UnsqueezeAttributes) {
    const axis = dimension(dim, x.shape.length + 1);
    const stride = axis < x.shape.length ? x.shape[axis]! * x.stride[axis]! : 1;
    return { shape: x.shape.toSpliced(axis, 0, 1), stride: x.stride.toSpliced(axis, 0, stride), offset: x.offset };
  },
  told: toldOfView("{x full} with a new dimension {dim} of size 1: {y size}"),
  torch: ({ x }, { dim }) => `${x}.unsqueeze(${dim})`,
  examples: [
    { inputs: { x: [1, 2] }, attributes: { dim: 0 }, out: matrix([1, 2]) },
    { inputs: { x: [1, 2] }, attributes: { dim: -1 }, out: matrix([1], [2]) },
  ],
});
