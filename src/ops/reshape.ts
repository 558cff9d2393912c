import { elements } from "../base/stridedLayout.ts";
import { computeStride } from "../tensor/computeStride.ts";
import { defineViewOp } from "./contract/op.ts";
import { inferShape, windowOf, type ViewAttributes } from "./view.ts";
import { matrix } from "./contract/matrix.ts";
import { toldOfLayout } from "./told/families.ts";

/** Is `torch.reshape`: a view where the numbers lie so that one is possible, otherwise of a contiguous copy. */
export const reshape = defineViewOp({
  name: "reshape",
  inputs: ["x"],
  refills: true,
  window: (x, { shape }: ViewAttributes) => windowOf(x, inferShape(shape, elements(x.shape))),
  copies: (x, { shape }) => computeStride(x.shape, x.stride, inferShape(shape, elements(x.shape))) === null,
  told: toldOfLayout,
  torch: ({ x }, { shape }) => `${x}.reshape(${shape.length === 0 ? "()" : shape.join(", ")})`,
  examples: [{ inputs: { x: [1, 2, 3, 4] }, attributes: { shape: [2, -1] }, out: matrix([1, 2], [3, 4]) }],
});
