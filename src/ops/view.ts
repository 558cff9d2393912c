import { DiagnosticError } from "../base/diagnostic.ts";
import { computeStride } from "../tensor/computeStride.ts";
import { elements } from "../base/stridedLayout.ts";
import { checkShape, formatShape, type Shape } from "../tensor/shape.ts";
import { defineViewOp, type TensorSpec, type Window } from "./contract/op.ts";
import { matrix } from "./contract/matrix.ts";
import { toldOfView } from "./told/families.ts";

/** Gives the new sizes; one of them may be -1 and is then inferred. */
export type ViewAttributes = { readonly shape: readonly number[] };

/** Is `torch.Tensor.view`: the same numbers in the same order under another shape, never a copy. */
export const view = defineViewOp({
  name: "view",
  inputs: ["x"],
  refills: true,
  window(x, { shape: wanted }: ViewAttributes) {
    return windowOf(x, inferShape(wanted, elements(x.shape)));
  },
  told: toldOfView("the same {x count} of {x}, laid out as {y size} in place of {x size}"),
  torch: ({ x }, { shape }) => `${x}.view(${shape.length === 0 ? "()" : shape.join(", ")})`,
  examples: [
    { inputs: { x: [1, 2, 3, 4, 5, 6] }, attributes: { shape: [2, 3] }, out: matrix([1, 2, 3], [4, 5, 6]) },
    {
      inputs: { x: matrix([1, 2, 3], [4, 5, 6]) },
      attributes: { shape: [-1, 2] },
      out: matrix([1, 2], [3, 4], [5, 6]),
    },
  ],
});

/**
 * Returns the window that shows a tensor under another shape. Throws PyTorch's sentence where a copy would be needed.
 */
export function windowOf(x: TensorSpec, shape: Shape): Window {
  const stride = computeStride(x.shape, x.stride, shape);
  if (stride === null) {
    throw DiagnosticError.of(
      "view size is not compatible with input tensor's size and stride (at least one dimension spans across two " +
        "contiguous subspaces). Use .reshape(...) instead.",
    );
  }
  return { shape, stride, offset: x.offset };
}

/** Replaces the one -1; PyTorch's `at::infer_size`. */
export function inferShape(wanted: Shape, count: number): Shape {
  let inferred = -1;
  let known = 1;
  for (const [axis, size] of wanted.entries()) {
    if (size === -1) {
      if (inferred >= 0) throw DiagnosticError.about("shape", "only one dimension can be inferred");
      inferred = axis;
    } else if (Number.isInteger(size) && size >= 0) {
      known *= size;
    } else {
      throw DiagnosticError.about("shape", `invalid shape dimension ${size}`);
    }
  }
  const fits = inferred >= 0 ? known > 0 && count % known === 0 : known === count;
  if (!fits && !(inferred >= 0 && known === 0 && count === 0)) {
    throw DiagnosticError.about("shape", `shape '${formatShape(wanted)}' is invalid for input of size ${count}`);
  }
  if (!fits) {
    throw DiagnosticError.about(
      "shape",
      `cannot reshape tensor of 0 elements into shape ${formatShape(wanted)} because the unspecified dimension size -1 ` +
        "can be any value and is ambiguous",
    );
  }
  const shape = inferred < 0 ? wanted : wanted.with(inferred, count / known);
  checkShape(shape);
  return shape;
}
