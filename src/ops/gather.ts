import { DiagnosticError } from "../base/diagnostic.ts";
import { elements } from "../base/stridedLayout.ts";
import { formatShape } from "../tensor/shape.ts";
import { atLeast1d, dimension } from "./dimension.ts";
import { defineOp, type TensorSpec } from "./contract/op.ts";
import { formula } from "./why/formula.ts";
import { lineThrough } from "./why/reducedBox.ts";
import { literal, type Subscript } from "./contract/term.ts";
import { matrix } from "./contract/matrix.ts";
import { sized, wantsIndices } from "./plain/tensorInWords.ts";

/** Gives the dimension along which the index picks. */
export type GatherAttributes = { readonly dim: number };

const picks = formula("index == position");

/** Is `torch.gather`: in dimension `dim` the position that the index names, in the others the index's own. */
export const gather = defineOp({
  name: "gather",
  inputs: ["x", "index"],
  shape({ x, index }, { dim }: GatherAttributes) {
    check(x, index, dimension(dim, x.shape.length));
    return { dtype: x.dtype, shape: index.shape };
  },
  forward({ x, index }, y, { kernels, attributes: { dim } }) {
    kernels.gather(atLeast1d(x), dimension(dim, x.shape.length), atLeast1d(index), atLeast1d(y));
  },
  // An element picked twice gets the sum of both gradients.
  backward({ x, index }, dy, grads, { kernels, attributes: { dim } }) {
    if (grads.x === undefined) return;
    kernels.scatterAdd(atLeast1d(dy), dimension(dim, x.shape.length), atLeast1d(index), atLeast1d(grads.x));
  },
  why: {
    forward(at, { inputs: { x, index }, attributes: { dim } }) {
      const subscripts: Subscript[] = at.length === 0 ? [0] : [...at];
      subscripts[dimension(dim, at.length)] = index.at(at);
      return x.at(subscripts.slice(0, x.shape.length));
    },
    backward(_, at, { inputs: { x, index }, attributes: { dim }, dy, sum }) {
      const axis = dimension(dim, x.shape.length);
      const beyond = index.shape.some((size, other) => other !== axis && at[other]! >= size);
      return sum(
        beyond ? [{ size: 0 }] : lineThrough(index.shape, axis, at),
        (subscripts) => dy.at(subscripts),
        (subscripts) => picks({ index: index.at(subscripts), position: literal(at[axis] ?? 0) }),
      );
    },
  },
  told: {
    forward: "the number of {x full} whose place[ {lines}] {index each} names",
    backward: "the {y}.grad of every place for which it was picked, added up",
  },
  torch: ({ x, index }, { dim }) => `${x}.gather(${dim}, ${index})`,
  examples: [
    {
      inputs: { x: matrix([1, 2], [3, 4]), index: matrix([0, 0], [1, 0]) },
      integers: ["index"],
      attributes: { dim: 1 },
      out: matrix([1, 1], [4, 3]),
    },
  ],
});

function check(x: TensorSpec, index: TensorSpec, axis: number): void {
  if (index.dtype !== "int32")
    throw DiagnosticError.of("gather(): Expected dtype int64 for index", {
      plain: wantsIndices(index, "index"),
    });
  // PyTorch compares no shapes with those of an index without elements.
  if (elements(index.shape) === 0) return;
  if (Math.max(x.shape.length, 1) !== Math.max(index.shape.length, 1)) {
    throw DiagnosticError.of("Index tensor must have the same number of dimensions as input tensor", {
      plain: `${sized(index, "index")} must have as many dimensions as ${sized(x, "x")}.${index.shape.length === x.shape.length - 1 ? " Unsqueeze gives it one more." : ""}`,
    });
  }
  if (index.shape.some((size, at) => at !== axis && size > x.shape[at]!)) {
    throw DiagnosticError.of(
      `Size does not match at dimension ${index.shape.findIndex((size, at) => at !== axis && size > x.shape[at]!)} expected ` +
        `index ${formatShape(index.shape)} to be smaller than self ${formatShape(x.shape)} apart from dimension ${axis}`,
      {
        plain: `Only along dimension ${axis} may the index be longer than x.`,
      },
    );
  }
}
