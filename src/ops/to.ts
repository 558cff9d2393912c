import type { DType } from "../tensor/dtype.ts";
import { denseStride } from "../tensor/elementwiseStride.ts";
import { defineOp } from "./contract/op.ts";
import { numberTree } from "../expression/algebra.ts";
import type { ExpressionTree } from "../expression/expressionTree.ts";
import { elementwiseOf, passedOn } from "./why/elementwise.ts";
import { formula, treeOf } from "./why/formula.ts";

/** Gives the dtype to convert to. */
export type ToAttributes = { readonly dtype: DType };

const why = elementwiseOf<ToAttributes>({
  value: ({ dtype }) => CONVERSIONS[dtype](),
  gradient: () => passedOn(numberTree(1)),
  names: ({ inputs }, subscripts) => ({ x: inputs.x!.at(subscripts) }),
});

/** What a number beyond the integers, or a nan, becomes. */
const outside = formula(`-${2 ** 31} <= x < ${2 ** 31} ? x : -${2 ** 31}`);
const isInt = (value: number): boolean => value > -(2 ** 31) - 1 && value < 2 ** 31;

/**
 * Is `torch.Tensor.to(dtype)`: a float becomes an integer by cutting off its fraction, −2³¹ where it is none (as on
 * x86); a mask is 1 where x is not 0.
 */
export const to = defineOp<"x", ToAttributes>({
  name: "to",
  inputs: ["x"],
  shape: ({ x }, { dtype }) => ({ dtype, shape: x.shape }),
  stride: ({ x }) => denseStride(x),
  neverFails: true,
  handsBack: ({ x }, { dtype }) => x.dtype === dtype,
  forward: ({ x }, y, { kernels }) => kernels.copy(x, y),
  // From float to float the derivative is 1. An integer has no gradient.
  backward(_, dy, grads, { kernels }) {
    if (grads.x !== undefined) kernels.accumulate(dy, grads.x);
  },
  why: {
    ...why,
    forward(at, from) {
      const fits = from.attributes.dtype !== "int32" || isInt(from.inputs.x.at(at).value);
      return fits ? why.forward(at, from) : outside({ x: from.inputs.x.at(at) });
    },
  },
  told: { forward: "{x each} as {dtype}", backward: "{y grads} as it is" },
  torch: ({ x }, { dtype }) => `${x}.${METHODS[dtype]}()`,
  examples: [
    { inputs: { x: [1, -2] }, integers: ["x"], attributes: { dtype: "float32" }, out: [1, -2] },
    { inputs: { x: [1.9, -1.9] }, attributes: { dtype: "int32" }, out: [1, -1] },
    { inputs: { x: [0, 0.5] }, attributes: { dtype: "bool" }, out: [0, 1] },
  ],
});

/** As formulas over x. */
const CONVERSIONS: Readonly<Record<DType, () => ExpressionTree>> = {
  float32: treeOf("x"),
  float64: treeOf("x"),
  int32: treeOf("x < 0 ? ceil(x) : floor(x)"),
  bool: treeOf("x != 0"),
};

const METHODS: Readonly<Record<DType, string>> = { float32: "float", float64: "double", int32: "int", bool: "bool" };
