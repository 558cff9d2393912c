import { DiagnosticError } from "../base/diagnostic.ts";
import type { Tensor } from "../tensor/tensor.ts";
import { atLeast1d, dimension, unsqueezed } from "./dimension.ts";
import { defineOp } from "./contract/op.ts";
import { checkNotEmpty, reducedDims, reducedShape, reductionArguments, type SingleReduction } from "./reduction.ts";
import { formula } from "./why/formula.ts";
import { reducedBox, reducedSubscripts } from "./why/reducedBox.ts";
import { literal, type Subscript, type Term } from "./contract/term.ts";
import { matrix } from "./contract/matrix.ts";
import { toldOfMany } from "./told/families.ts";

const isLargest = formula("x == y");
/** As a nan equals nothing. */
const isNan = formula("x != x");
const isPosition = formula("index == position");
// What is not the largest gets 0, whatever comes from upstream.
const passed = formula("s ? d : 0");
const shared = formula("s ? d / n : 0");

/**
 * Is `torch.max(x)` and `torch.max(x, dim).values`; a nan is the largest. Along a dimension the gradient goes to the
 * first of equal maxima; of all elements, equal ones share it.
 */
export const max = defineOp({
  name: "max",
  inputs: ["x"],
  reduces: true,
  shape({ x }, { dim = null, keepdim = false }: SingleReduction) {
    if (dim === null && keepdim)
      throw DiagnosticError.of("max with keepdim is not supported without dim", {
        plain: "One number is left, without dimensions. Give dim, or leave keepdim off.",
      });
    checkNotEmpty("max", x.shape, dim);
    const shape = reducedShape(x.shape, reducedDims({ dim }, x.shape.length), keepdim);
    return { dtype: x.dtype, shape, saved: { indices: { dtype: "int32", shape } } };
  },
  forward({ x }, y, { kernels, attributes, saved }) {
    kernels.max(x, reducedDims(attributes, x.shape.length), y, saved.indices!);
  },
  backward({ x, y }, dy, grads, { kernels, attributes: { dim = null }, saved }) {
    if (grads.x === undefined) return;
    const rank = Math.max(x.shape.length, 1);
    if (dim === null) return kernels.shareAmongMaxima(x, y, dy, grads.x);
    const axis = dimension(dim, x.shape.length);
    const along = (tensor: Tensor): Tensor => (tensor.shape.length < rank ? unsqueezed(tensor, axis) : tensor);
    kernels.scatterAdd(along(dy), axis, along(saved.indices!), atLeast1d(grads.x));
  },
  why: {
    forward: (at, { inputs: { x }, attributes, max: largest }) =>
      largest(reducedBox(x.shape, reducedDims(attributes, x.shape.length), at, attributes.keepdim), (subscripts) =>
        x.at(subscripts),
      ),
    backward(_, at, { inputs: { x }, y, dy, attributes: { dim = null, keepdim }, saved, sum }) {
      if (dim === null) {
        const box = x.shape.map((size) => ({ size }));
        const largest = y.at([]);
        const isOne = (subscripts: readonly Subscript[]): Term =>
          Number.isNaN(largest.value) ? isNan({ x: x.at(subscripts) }) : isLargest({ x: x.at(subscripts), y: largest });
        return shared({ s: isOne(at), d: dy.at([]), n: literal(sum(box, isOne).value) });
      }
      const axis = dimension(dim, x.shape.length);
      const reduced = reducedSubscripts(at, [axis], keepdim);
      return passed({
        d: dy.at(reduced),
        s: isPosition({ index: saved.indices!.at(reduced), position: literal(at[axis] ?? 0) }),
      });
    },
    saved: (_, at, { inputs: { x }, attributes, argmax }) =>
      argmax(reducedBox(x.shape, reducedDims(attributes, x.shape.length), at, attributes.keepdim), (subscripts) =>
        x.at(subscripts),
      ),
  },
  told: toldOfMany("the largest", "{y}.grad where the largest stood, and 0 elsewhere"),
  torch: ({ x }, attributes) =>
    (attributes.dim ?? null) === null ? `${x}.max()` : `${x}.max(${reductionArguments(attributes)}).values`,
  examples: [
    { inputs: { x: [3, 1, 2] }, out: 3 },
    { inputs: { x: matrix([1, 5], [4, 2]) }, attributes: { dim: 1 }, out: [5, 4] },
    { inputs: { x: matrix([1, 5], [4, 2]) }, attributes: { dim: 0, keepdim: true }, out: matrix([4, 5]) },
  ],
});
