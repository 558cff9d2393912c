import { DiagnosticError } from "../base/diagnostic.ts";
import { elements } from "../base/stridedLayout.ts";
import { computeStride } from "../tensor/computeStride.ts";
import { sameShape, type Shape } from "../tensor/shape.ts";
import { dimension } from "./dimension.ts";
import { defineViewOp } from "./contract/op.ts";
import { wholeOf } from "./handedBack.ts";
import { windowOf } from "./view.ts";
import { matrix } from "./contract/matrix.ts";
import { toldOfLayout } from "./told/families.ts";

/** Gives the first and the last of the dimensions that become one: 0 and -1 when absent. */
export type FlattenAttributes = { readonly start_dim?: number; readonly end_dim?: number };

/** Is `torch.flatten`: neighbouring dimensions become one, as a view where that is possible, otherwise of a copy. */
export const flatten = defineViewOp({
  name: "flatten",
  inputs: ["x"],
  // One dimension that is to become one: PyTorch hands x back, however it lies.
  window(x, attributes: FlattenAttributes) {
    const shape = flattenedShape(x.shape, attributes);
    return sameShape(shape, x.shape) ? wholeOf(x) : windowOf(x, shape);
  },
  copies(x, attributes) {
    const shape = flattenedShape(x.shape, attributes);
    return !sameShape(shape, x.shape) && computeStride(x.shape, x.stride, shape) === null;
  },
  told: toldOfLayout,
  torch: ({ x }, { start_dim = 0, end_dim = -1 }) =>
    end_dim === -1 ? `${x}.flatten(${start_dim === 0 ? "" : start_dim})` : `${x}.flatten(${start_dim}, ${end_dim})`,
  examples: [
    { inputs: { x: matrix([1, 2], [3, 4]) }, out: [1, 2, 3, 4] },
    { inputs: { x: [matrix([1], [2])] }, attributes: { start_dim: 1 }, out: matrix([1, 2]) },
    { inputs: { x: [matrix([1], [2])] }, attributes: { start_dim: 0, end_dim: 1 }, out: matrix([1], [2]) },
  ],
});

function flattenedShape(shape: Shape, { start_dim = 0, end_dim = -1 }: FlattenAttributes): Shape {
  const [start, end] = [dimension(start_dim, shape.length, "start_dim"), dimension(end_dim, shape.length, "end_dim")];
  if (start > end)
    throw DiagnosticError.about(
      "end_dim",
      "flatten() has invalid args: start_dim cannot come after end_dim",
      `Dimension ${start} comes after ${end}: swap them.`,
    );
  return shape.toSpliced(start, end + 1 - start, elements(shape.slice(start, end + 1)));
}
