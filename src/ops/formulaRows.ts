import { compileTree, type Compiled } from "../expression/compileTree.ts";
import { gradient, UPSTREAM } from "../expression/gradient.ts";
import type { ExpressionTree } from "../expression/expressionTree.ts";
import { parseExpression } from "../expression/parseExpression.ts";
import type { DType } from "../tensor/dtype.ts";
import type { Formula } from "../tensor/kernels/formulaOptions.ts";
import type { Kernels } from "../tensor/kernels/kernels.ts";
import type { Row } from "../tensor/kernels/strided.ts";
import type { Tensor } from "../tensor/tensor.ts";
import { formulaArithmetic } from "./formulaArithmetic.ts";
import { formulaSteps, type Names } from "./formulaSteps.ts";

/** Gives a formula over x and y, and the values of the other names in it. */
export type FormulaAttributes = {
  readonly formula: string;
  readonly variables?: Readonly<Record<string, number>>;
};

/** The tensors that a formula's backward pass goes over, all of the result's shape. */
interface Operands {
  readonly x: Tensor;
  /** Null for a formula of x alone. */
  readonly y: Tensor | null;
  readonly dy: Tensor;
  /** Contiguous: takes the gradient of each element of the result before they are added up. */
  readonly scratch: Tensor;
}

/** Has `out = formula(x, y)` calculated, tensors of one shape and one float dtype. */
export function applyFormula(attributes: FormulaAttributes, x: Tensor, y: Tensor, out: Tensor, kernels: Kernels): void {
  kernels.formula(x, y, out, formulasOf(attributes, out.dtype).value);
}

/** Has added to `grad` what reaches x (or y) of dy, where grad repeats the sum of it. */
export function addFormulaGradient(
  attributes: FormulaAttributes,
  by: "x" | "y",
  { x, y, dy, scratch }: Operands,
  grad: Tensor,
  kernels: Kernels,
): void {
  const { alone, x: byX, y: byY } = formulasOf(attributes, scratch.dtype);
  if (y === null) return kernels.formula(x, dy, grad, alone);
  kernels.copy(dy, scratch);
  kernels.formula(x, y, scratch, by === "x" ? byX : byY);
  kernels.accumulate(scratch, grad);
}

/** Holds a formula, and what its gradients are. */
export interface Formulas {
  readonly value: Formula;
  /** Of a formula of x alone: adds what reaches x of the second operand to the third, of the same shape. */
  readonly alone: Formula;
  /** What reaches x of the numbers that stand in the third operand, in their place; and y. */
  readonly x: Formula;
  readonly y: Formula;
}

/** Which operand is which name. */
const BOTH: Names = { x: "a", y: "b", [UPSTREAM]: "y" };
const ALONE: Names = { x: "a", y: "a", [UPSTREAM]: "b" };

/** Compiled formulas and their gradients, one set for each use and dtype. */
const known = new WeakMap<FormulaAttributes, Map<DType, Formulas>>();

/** Returns a formula and its gradients, compiled once for each use and dtype. */
export function formulasOf(attributes: FormulaAttributes, dtype: DType): Formulas {
  const before = known.get(attributes)?.get(dtype);
  if (before !== undefined) return before;
  const { tree } = parseExpression(attributes.formula);
  const arithmetic = formulaArithmetic(dtype);
  const made = (part: ExpressionTree, rowOf: (f: Compiled) => Row, names: Names, adds = false): Formula => ({
    row: rowOf(compileTree(part, arithmetic, attributes.variables)),
    steps: dtype === "float32" ? formulaSteps(part, names, attributes.variables) : null,
    adds,
  });
  const [byX, byY] = [gradient(tree, "x"), gradient(tree, "y")];
  const formulas = {
    value: made(tree, valueRow, BOTH),
    alone: made(byX, aloneRow, ALONE, true),
    x: made(byX, gradientRow, BOTH),
    y: made(byY, gradientRow, BOTH),
  };
  const sets = known.get(attributes) ?? new Map<DType, Formulas>();
  known.set(attributes, sets.set(dtype, formulas));
  return formulas;
}

const valueRow =
  (f: Compiled): Row =>
  (n, a, ao, as, b, bo, bs, y, yo, ys) => {
    for (let i = 0; i < n; i++) y[yo + i * ys] = f(a[ao + i * as]!, b[bo + i * bs]!, 0);
  };

const gradientRow =
  (f: Compiled): Row =>
  (n, a, ao, as, b, bo, bs, d, o, ds) => {
    for (let i = 0; i < n; i++) d[o + i * ds] = f(a[ao + i * as]!, b[bo + i * bs]!, d[o + i * ds]!);
  };

const aloneRow =
  (f: Compiled): Row =>
  (n, x, xo, xs, dy, dyo, dys, dx, dxo, dxs) => {
    for (let i = 0; i < n; i++) dx[dxo + i * dxs]! += f(x[xo + i * xs]!, x[xo + i * xs]!, dy[dyo + i * dys]!);
  };
