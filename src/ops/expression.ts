import { DiagnosticError } from "../base/diagnostic.ts";
import { gradient } from "../expression/gradient.ts";
import { parseExpression } from "../expression/parseExpression.ts";
import { passesGradient } from "../expression/passesGradient.ts";
import { broadcastShape } from "../tensor/broadcast.ts";
import { isFloat } from "../tensor/dtype.ts";
import { addFormulaGradient, applyFormula, type FormulaAttributes } from "./formulaRows.ts";
import { formulaStride } from "./formulaStride.ts";
import { defineOp } from "./contract/op.ts";
import { torchFormula } from "./torchFormula.ts";
import { elementwiseOf } from "./why/elementwise.ts";
import { literal } from "./contract/term.ts";
import { matrix } from "./contract/matrix.ts";
import { OVER_PLACES } from "./told/families.ts";
import { wantsFloats, wantsOneDtype } from "./plain/tensorInWords.ts";

/** Gives a formula over x (the input `a`) and y (`b`), and the values of the other names in it. */
export type ExpressionAttributes = FormulaAttributes;

/**
 * Is an elementwise formula, with the backward pass that `gradient.ts` makes of it. In float32 each operation rounds,
 * as the operations of PyTorch do one after the other.
 */
export const expression = defineOp<string, ExpressionAttributes>({
  name: "expression",
  inputs: ["a", "b"],
  optional: ["b"],
  broadcasts: true,
  called: { a: "x", b: "y" },
  shape({ a, b }) {
    for (const input of [a, b]) {
      if (input !== undefined && !isFloat(input.dtype)) {
        throw DiagnosticError.of(`expected tensors of float32, got ${input.dtype}; make it float first`, {
          plain: wantsFloats(input),
        });
      }
    }
    const shape = b === undefined ? a!.shape : broadcastShape(a!.shape, b.shape);
    const dtype = b?.dtype ?? a!.dtype;
    if (a!.dtype !== dtype)
      throw DiagnosticError.of(`expected tensors of one dtype, got ${a!.dtype} and ${dtype}`, {
        plain: wantsOneDtype(a!, b!, ["x", "y"]),
      });
    return { dtype, shape, saved: { scratch: { dtype, shape } } };
  },
  stride: ({ a, b = a }, { shape }, { formula }) => formulaStride(parseExpression(formula).tree, { x: a, y: b }, shape),
  forward: ({ a, b = a }, y, { attributes, kernels }) => applyFormula(attributes, a!, b!, y, kernels),
  passes: ({ formula }) => {
    const { tree } = parseExpression(formula);
    return [...(passesGradient(tree, "x") ? ["a"] : []), ...(passesGradient(tree, "y") ? ["b"] : [])];
  },
  // da += dy · ∂f/∂x,  db += dy · ∂f/∂y.
  backward({ a, b }, dy, grads, { attributes, saved, kernels }) {
    const operands = { x: a!, y: b ?? null, dy, scratch: saved.scratch! };
    if (grads.a !== undefined) addFormulaGradient(attributes, "x", operands, grads.a, kernels);
    if (grads.b !== undefined) addFormulaGradient(attributes, "y", operands, grads.b, kernels);
  },
  why: elementwiseOf<ExpressionAttributes>({
    value: ({ formula }) => parseExpression(formula).tree,
    gradient: (input, { formula }) => gradient(parseExpression(formula).tree, input === "a" ? "x" : "y"),
    names: ({ inputs: { a, b = a }, attributes: { variables = {} } }, subscripts) => ({
      ...Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, literal(value, name)])),
      x: a!.at(subscripts),
      y: b!.at(subscripts),
    }),
  }),
  told: {
    forward: "{formula}, where x is {a full}[ and y is {b full}], number by number[, {repeats}]",
    backward: {
      a: `{y grads} times the derivative of {formula} by x, which is {a}${OVER_PLACES}`,
      b: `{y grads} times the derivative of {formula} by y, which is {b}${OVER_PLACES}`,
    },
  },
  torch: ({ a, b }, { formula, variables = {} }) =>
    torchFormula(parseExpression(formula).tree, b === undefined ? { x: a! } : { x: a!, y: b }, variables),
  examples: [
    { inputs: { a: [-1, 0, 2] }, attributes: { formula: "max(0, x)" }, out: [0, 0, 2] },
    {
      inputs: { a: [-1, 0, 2] },
      attributes: { formula: "x > 0 ? x : slope * x", variables: { slope: 0.25 } },
      out: [-0.25, 0, 2],
    },
    { inputs: { a: matrix([1], [2]), b: [3, 4] }, attributes: { formula: "x * y + 1" }, out: matrix([4, 5], [7, 9]) },
  ],
});
