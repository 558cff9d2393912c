import { DiagnosticError } from "../base/diagnostic.ts";
import { compileTree, type Compiled } from "../expression/compileTree.ts";
import { derivative } from "../expression/derivative.ts";
import type { ExpressionTree } from "../expression/expressionTree.ts";
import { parseExpression } from "../expression/parseExpression.ts";
import { passesGradient } from "../expression/passesGradient.ts";
import { broadcastShape } from "../tensor/broadcast.ts";
import { isFloat, type DType } from "../tensor/dtype.ts";
import { forRows, type Row } from "../tensor/kernels/strided.ts";
import type { Tensor } from "../tensor/tensor.ts";
import { formulaArithmetic } from "./formulaArithmetic.ts";
import { defineOp } from "./op.ts";
import { torchFormula } from "./torchFormula.ts";
import { elementwiseOf } from "./why/elementwise.ts";
import { literal } from "./why/term.ts";

/** A formula over x (the input `a`) and y (`b`), and the values of the other names in it. */
export type ExpressionAttributes = {
  readonly formula: string;
  readonly variables?: Readonly<Record<string, number>>;
};

/**
 * An elementwise formula, with the derivative that `derivative.ts` takes of it. In float32 each operation rounds, as the
 * operations of PyTorch do one after the other.
 */
export const expression = defineOp<string, ExpressionAttributes>({
  name: "expression",
  summary: "Applies a formula over x and y to every element; a dimension of size 1 repeats.",
  inputs: ["a", "b"],
  optional: ["b"],
  broadcasts: true,
  called: { a: "x", b: "y" },
  shape({ a, b }) {
    for (const input of [a, b]) {
      if (input !== undefined && !isFloat(input.dtype)) {
        throw DiagnosticError.of(`expected tensors of float32, got ${input.dtype}; make it float first`);
      }
    }
    const shape = b === undefined ? a!.shape : broadcastShape(a!.shape, b.shape);
    const dtype = b?.dtype ?? a!.dtype;
    if (a!.dtype !== dtype) throw DiagnosticError.of(`expected tensors of one dtype, got ${a!.dtype} and ${dtype}`);
    return { dtype, shape, saved: { slope: { dtype, shape } } };
  },
  forward({ a, b = a }, y, { attributes }) {
    forRows(rowsOf(attributes, y.dtype).value, a!, b!, y);
  },
  passes: ({ formula }) => {
    const { tree } = parseExpression(formula);
    return [...(passesGradient(tree, "x") ? ["a"] : []), ...(passesGradient(tree, "y") ? ["b"] : [])];
  },
  // da += dy · ∂f/∂x,  db += dy · ∂f/∂y.
  backward({ a, b = a }, dy, grads, { kernels, attributes, saved }) {
    const rows = rowsOf(attributes, dy.dtype);
    const add = (slopes: Row, grad: Tensor | undefined): void => {
      if (grad === undefined) return;
      forRows(slopes, a!, b!, saved.slope!);
      kernels.addProduct(dy, saved.slope!, grad);
    };
    add(rows.byX, grads.a);
    add(rows.byY, grads.b);
  },
  why: elementwiseOf<ExpressionAttributes>({
    value: ({ formula }) => parseExpression(formula).tree,
    slope: (input, { formula }) => derivative(parseExpression(formula).tree, input === "a" ? "x" : "y"),
    names: ({ inputs: { a, b = a }, attributes: { variables = {} } }, places) => ({
      ...Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, literal(value, name)])),
      x: a!.at(places),
      y: b!.at(places),
    }),
  }),
  torch: ({ a, b }, { formula, variables = {} }) =>
    torchFormula(parseExpression(formula).tree, b === undefined ? { x: a! } : { x: a!, y: b }, variables),
  examples: [
    { inputs: { a: [-1, 0, 2] }, attributes: { formula: "max(0, x)" }, out: [0, 0, 2] },
    {
      inputs: { a: [-1, 0, 2] },
      attributes: { formula: "x > 0 ? x : slope * x", variables: { slope: 0.25 } },
      out: [-0.25, 0, 2],
    },
    {
      inputs: { a: [[1], [2]], b: [3, 4] },
      attributes: { formula: "x * y + 1" },
      out: [
        [4, 5],
        [7, 9],
      ],
    },
  ],
});

interface Rows {
  readonly value: Row;
  readonly byX: Row;
  readonly byY: Row;
}

/** Loops over the compiled formula and its derivatives, one set for each use of the op and dtype. */
const known = new WeakMap<ExpressionAttributes, Map<DType, Rows>>();

function rowsOf(attributes: ExpressionAttributes, dtype: DType): Rows {
  const before = known.get(attributes)?.get(dtype);
  if (before !== undefined) return before;
  const { tree } = parseExpression(attributes.formula);
  const arithmetic = formulaArithmetic(dtype);
  const row = (part: ExpressionTree): Row => rowOf(compileTree(part, arithmetic, attributes.variables));
  const rows = { value: row(tree), byX: row(derivative(tree, "x")), byY: row(derivative(tree, "y")) };
  const sets = known.get(attributes) ?? new Map<DType, Rows>();
  known.set(attributes, sets.set(dtype, rows));
  return rows;
}

const rowOf =
  (f: Compiled): Row =>
  (n, a, ao, as, b, bo, bs, y, yo, ys) => {
    for (let i = 0; i < n; i++) y[yo + i * ys] = f(a[ao + i * as]!, b[bo + i * bs]!);
  };
