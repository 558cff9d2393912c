import { expandWindow } from "../tensor/expand.ts";
import { defineViewOp } from "./contract/op.ts";
import { matrix } from "./contract/matrix.ts";
import { toldOfView } from "./told/families.ts";

/** Gives the new sizes; -1 keeps one. */
export type ExpandAttributes = { readonly shape: readonly number[] };

/** Is `torch.Tensor.expand`: a dimension of size 1 repeats, by stride 0, without a copy. */
export const expand = defineViewOp({
  name: "expand",
  inputs: ["x"],
  window: (x, { shape }: ExpandAttributes) => ({ ...expandWindow(x, shape), offset: x.offset }),
  told: toldOfView(
    "{x full} repeated to {y size}, without a copy",
    "the {y}.grad of all places that show the number, added up",
  ),
  torch: ({ x }, { shape }) => `${x}.expand(${shape.length === 0 ? "()" : shape.join(", ")})`,
  examples: [
    { inputs: { x: matrix([1], [2]) }, attributes: { shape: [2, 3] }, out: matrix([1, 1, 1], [2, 2, 2]) },
    { inputs: { x: [7, 8] }, attributes: { shape: [2, -1] }, out: matrix([7, 8], [7, 8]) },
  ],
});
