import { compileTree, type Compiled } from "../expression/compileTree.ts";
import { gradient } from "../expression/gradient.ts";
import type { ExpressionTree } from "../expression/expressionTree.ts";
import { parseExpression } from "../expression/parseExpression.ts";
import type { DType } from "../tensor/dtype.ts";
import type { Encoding } from "../tensor/backend/encoder.ts";
import { forRows, type Row } from "../tensor/kernels/strided.ts";
import type { Tensor } from "../tensor/tensor.ts";
import { formulaArithmetic } from "./formulaArithmetic.ts";

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

/** Calculates `out = formula(x, y)`, tensors of one shape and one float dtype. */
export function applyFormula(attributes: FormulaAttributes, x: Tensor, y: Tensor, out: Tensor): void {
  forRows(rowsOf(attributes, out.dtype).value, x, y, out);
}

/** Has added to `grad` what reaches x (or y) of dy, where grad repeats the sum of it. */
export function addFormulaGradient(
  attributes: FormulaAttributes,
  by: "x" | "y",
  { x, y, dy, scratch }: Operands,
  grad: Tensor,
  { kernels, run }: Encoding,
): void {
  const { alone, x: byX, y: byY } = rowsOf(attributes, scratch.dtype);
  if (y === null) return run(() => forRows(alone, x, dy, grad));
  kernels.copy(dy, scratch);
  run(() => forRows(by === "x" ? byX : byY, x, y, scratch));
  kernels.accumulate(scratch, grad);
}

interface Rows {
  readonly value: Row;
  /** Of a formula of x alone: adds what reaches x of the second operand to the third, of the same shape. */
  readonly alone: Row;
  /** What reaches x of the numbers that stand in the third operand, in their place; and y. */
  readonly x: Row;
  readonly y: Row;
}

/** Loops over compiled formulas and their gradients, one set for each use and dtype. */
const known = new WeakMap<FormulaAttributes, Map<DType, Rows>>();

function rowsOf(attributes: FormulaAttributes, dtype: DType): Rows {
  const before = known.get(attributes)?.get(dtype);
  if (before !== undefined) return before;
  const { tree } = parseExpression(attributes.formula);
  const arithmetic = formulaArithmetic(dtype);
  const compiled = (part: ExpressionTree): Compiled => compileTree(part, arithmetic, attributes.variables);
  const byX = compiled(gradient(tree, "x"));
  const rows = {
    value: valueRow(compiled(tree)),
    alone: aloneRow(byX),
    x: gradientRow(byX),
    y: gradientRow(compiled(gradient(tree, "y"))),
  };
  const sets = known.get(attributes) ?? new Map<DType, Rows>();
  known.set(attributes, sets.set(dtype, rows));
  return rows;
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
