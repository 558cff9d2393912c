import { dimension } from "./dimension.ts";
import { defineViewOp, type TensorSpec } from "./contract/op.ts";
import { matrix } from "./contract/matrix.ts";
import { toldOfView } from "./told/families.ts";

/** Gives the dimension to drop; all of size 1 when null or absent. One of another size stays. */
export type SqueezeAttributes = { readonly dim?: number | null };

/** Is `torch.squeeze`: dimensions of size 1 disappear. */
export const squeeze = defineViewOp({
  name: "squeeze",
  inputs: ["x"],
  window(x, attributes: SqueezeAttributes) {
    const kept = keptDims(x, attributes);
    return { shape: kept.map((axis) => x.shape[axis]!), stride: kept.map((axis) => x.stride[axis]!), offset: x.offset };
  },
  told: toldOfView("{x full} without dimensions of size 1: {y size}"),
  torch: ({ x }, { dim = null }) => `${x}.squeeze(${dim ?? ""})`,
  examples: [
    { inputs: { x: [matrix([1], [2])] }, out: [1, 2] },
    { inputs: { x: [matrix([1], [2])] }, attributes: { dim: -1 }, out: matrix([1, 2]) },
  ],
});

/** Returns the dimensions that stay. */
export function keptDims({ shape }: Pick<TensorSpec, "shape">, { dim = null }: SqueezeAttributes): readonly number[] {
  const wanted = dim === null ? null : dimension(dim, shape.length);
  return [...shape.keys()].filter((axis) => shape[axis] !== 1 || (wanted !== null && axis !== wanted));
}
