import { DiagnosticError } from "../../base/diagnostic.ts";
import { derivative } from "../../expression/derivative.ts";
import { formatExpression } from "../../expression/formatExpression.ts";
import { simplifyTree } from "../../expression/simplifyTree.ts";
import { expression as expressionOp, type ExpressionAttributes } from "../../ops/expression.ts";
import { to } from "../../ops/to.ts";
import { isFloat } from "../../tensor/dtype.ts";
import type { Tensor } from "../../tensor/tensor.ts";
import { broadcastDims } from "../families/broadcastDims.ts";
import { defineNodeType } from "../contract/nodeType.ts";
import { line } from "../families/line.ts";
import type { Builder } from "../contract/builder.ts";
import type { ResolvedFormula } from "../settings/kinds/formula.ts";
import type { TensorValue } from "../contract/value.ts";
import { elementwise } from "../families/byRows.ts";

/** Gives a formula of the user's own, element by element; its derivative is taken of the formula itself. */
export const expression = defineNodeType({
  type: "expression",
  title: "Expression",
  category: "maths",
  role: "formula",
  summary: "Applies a formula of your own to every number.",
  help:
    "An elementwise formula over `x`, and over `y` when that is wired; the two broadcast as in PyTorch. Try " +
    "`x * sigmoid(x)`, `max(0, x)`, `x > 0 ? x : 0.01 * x`, `x * y` or `x != y`, which is 1 where they differ. Python's spellings mean what they mean there: `x ** 2`, `x // 2`, `x if x > 0 else y`, " +
    "`x > 0 and not y > 0`. The graph's " +
    "variables are numbers in it. Integers are made float32 first. For the " +
    "backward pass its derivative is taken as a formula, which the card shows. Where a formula has a kink the slope is " +
    "PyTorch's: 0 for `abs(x)` at 0, and equal operands of `max` share the gradient. No gradient passes a comparison, " +
    "rounding, `sign` or the side that is not chosen, an infinite one neither: `log(x > 0)` masks logits.",
  torch: ({ formula: { expression: wanted, variables } }, { in: { x, y }, out, dtype }) => {
    const float = (port: string, name: string): string => (isFloat(dtype(port)) ? name : `${name}.float()`);
    const a = float("x", x);
    const attributes: ExpressionAttributes = { formula: wanted.text, variables };
    const b = y !== undefined && wanted.names.includes("y") ? { b: float("y", y) } : {};
    return line(out.out, expressionOp.torch({ a, ...b }, attributes));
  },
  byRows: elementwise,
  inputs: {
    x: { kind: "tensor", summary: "any tensor" },
    y: { kind: "tensor", summary: "a second one, when the formula has a y", optional: true },
  },
  outputs: { out: { kind: "tensor", summary: "the formula's values; x and y broadcast" } },
  settings: { formula: { kind: "formula", default: "x * sigmoid(x)", summary: "a formula over x and y" } },
  build: ({ x, y }, { formula }, builder) => {
    const withY = formula.expression.names.includes("y");
    if (withY && y === undefined) {
      throw new DiagnosticError([{ field: "formula", message: 'the formula uses y, but input "y" is not wired' }]);
    }
    const second = withY ? y : undefined;
    const inputs: Readonly<Record<string, Tensor>> = {
      a: float(x, builder),
      ...(second === undefined ? {} : { b: float(second, builder) }),
    };
    const attributes: ExpressionAttributes = { formula: formula.expression.text, variables: formula.variables };
    const out = builder.apply(expressionOp, inputs, attributes);
    builder.describe((withY ? ["x", "y"] : ["x"]).map((name) => `d/d${name} = ${slope(formula, name)}`));
    return {
      out: {
        kind: "tensor",
        tensor: out,
        dims: broadcastDims(out.shape, [x, ...(second === undefined ? [] : [second])]),
      },
    };
  },
});

function float({ tensor }: TensorValue, builder: Builder): Tensor {
  return isFloat(tensor.dtype) ? tensor : builder.apply(to, { x: tensor }, { dtype: "float32" });
}

/** Parts of a derivative that is still worth showing. */
const SHOWN_PARTS = 60;

function slope({ expression: { tree } }: ResolvedFormula, name: string): string {
  return formatExpression(simplifyTree(derivative(tree, name)), SHOWN_PARTS) ?? "… (too long to show)";
}
