import { DiagnosticError } from "../base/diagnostic.ts";
import { elements } from "../base/stridedLayout.ts";
import { defineOp } from "./contract/op.ts";
import { checkNotEmpty, reducedDims, reducedShape, reductionArguments, type SingleReduction } from "./reduction.ts";
import { reducedBox } from "./why/reducedBox.ts";
import { matrix } from "./contract/matrix.ts";
import { wantsNumbers } from "./plain/tensorInWords.ts";

/**
 * Is `torch.argmax`: the position of the largest element (the first of equal ones), int32; without `dim`, counted
 * through all elements in order.
 */
export const argmax = defineOp({
  name: "argmax",
  inputs: ["x"],
  shape({ x }, { dim = null, keepdim = false }: SingleReduction) {
    checkNotEmpty("argmax", x.shape, dim);
    // PyTorch does not look at truth values where there is nothing to choose from.
    const decided = elements(x.shape) === 0 || (dim !== null && x.shape.at(dim) === 1);
    if (x.dtype === "bool" && !decided)
      throw DiagnosticError.of("\"argmax_cpu\" not implemented for 'Bool'", { plain: wantsNumbers(x) });
    return { dtype: "int32", shape: reducedShape(x.shape, reducedDims({ dim }, x.shape.length), keepdim) };
  },
  forward({ x }, y, { kernels, attributes }) {
    kernels.max(x, reducedDims(attributes, x.shape.length), null, y);
  },
  why: {
    forward: (at, { inputs: { x }, attributes, argmax: position }) =>
      position(reducedBox(x.shape, reducedDims(attributes, x.shape.length), at, attributes.keepdim), (subscripts) =>
        x.at(subscripts),
      ),
  },
  told: { forward: "which of {along} is the largest: its place, counted from 0" },
  torch: ({ x }, attributes) => `${x}.argmax(${reductionArguments(attributes)})`,
  examples: [
    { inputs: { x: [3, 1, 2] }, out: 0 },
    { inputs: { x: matrix([1, 5], [4, 4]) }, attributes: { dim: 1 }, out: [1, 0] },
    { inputs: { x: matrix([1, 5], [4, 2]) }, attributes: { dim: 0, keepdim: true }, out: matrix([1, 0]) },
  ],
});
