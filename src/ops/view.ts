import { DiagnosticError } from "../base/diagnostic.ts";
import { computeStride } from "../tensor/computeStride.ts";
import { elements } from "../base/stridedLayout.ts";
import { checkShape, formatShape, type Shape } from "../tensor/shape.ts";
import { defineViewOp, type TensorSpec, type Window } from "./contract/op.ts";
import { matrix } from "./contract/matrix.ts";
import { sized } from "./plain/tensorInWords.ts";
import { toldOfLayout } from "./told/families.ts";

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
  told: toldOfLayout,
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
      {
        plain: `${sized(x, "x")} does not lie row by row (strides ${x.stride.join(", ")}), and View copies nothing. Reshape does.`,
      },
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
      if (inferred >= 0)
        throw DiagnosticError.about(
          "shape",
          "only one dimension can be inferred",
          "−1 is worked out from the others: one at most.",
        );
      inferred = axis;
    } else if (Number.isInteger(size) && size >= 0) {
      known *= size;
    } else {
      throw DiagnosticError.about(
        "shape",
        `invalid shape dimension ${size}`,
        "A size is 0 or more, or −1 for what is left.",
      );
    }
  }
  const fits = inferred >= 0 ? known > 0 && count % known === 0 : known === count;
  if (!fits && !(inferred >= 0 && known === 0 && count === 0)) {
    throw DiagnosticError.about(
      "shape",
      `shape '${formatShape(wanted)}' is invalid for input of size ${count}`,
      viewInWords(wanted, known, inferred >= 0, count),
    );
  }
  if (!fits) {
    throw DiagnosticError.about(
      "shape",
      `cannot reshape tensor of 0 elements into shape ${formatShape(wanted)} because the unspecified dimension size -1 ` +
        "can be any value and is ambiguous",
      "Beside a size of 0 every size would do for −1: give it.",
    );
  }
  const shape = inferred < 0 ? wanted : wanted.with(inferred, count / known);
  checkShape(shape);
  return shape;
}

/** Says how many numbers a shape asks for, and how many there are; `known` is the product of the sizes that are given. */
function viewInWords(wanted: Shape, known: number, infers: boolean, count: number): string {
  const there = count === 1 ? "there is 1" : `there are ${count}`;
  if (!infers) {
    const asked = wanted.length < 2 ? `${known}` : `${wanted.join(" × ")} = ${known}`;
    return `${asked} ${known === 1 ? "number is" : "numbers are"} asked for; ${there}.${viewRemedy(wanted, count)}`;
  }
  if (known === 0) return `A size of 0 has room for none; ${there}.`;
  return `${count} numbers do not go into parts of ${known}: ${count % known} are left over.`;
}

/** Names the last size that, worked out from the others, would fit. */
function viewRemedy(wanted: Shape, count: number): string {
  const axis = wanted.findLastIndex((_, at) => count % elements(wanted.toSpliced(at, 1)) === 0);
  if (axis < 0) return "";
  const fitting = wanted.with(axis, count / elements(wanted.toSpliced(axis, 1)));
  return ` ${formatShape(wanted.with(axis, -1))} would give ${formatShape(fitting)}.`;
}
