import { evaluateTree } from "../expression/evaluateTree.ts";
import type { Scope } from "../expression/expression.ts";
import { operandsOf, type ExpressionTree } from "../expression/expressionTree.ts";

/** PyTorch's names where they are not ours. */
const NAMES: Readonly<Record<string, string>> = { max: "maximum", min: "minimum" };

/**
 * Returns a formula over tensors as PyTorch code; `inputs` holds the code for their names, `values` the other names.
 * What holds no tensor is written as the number that it is.
 */
export function torchFormula(
  tree: ExpressionTree,
  inputs: Readonly<Record<string, string>>,
  values: Scope = {},
): string {
  const isConstant = (part: ExpressionTree): boolean =>
    part.kind === "name" ? !Object.hasOwn(inputs, part.name) : operandsOf(part).every(isConstant);
  const written = (part: ExpressionTree): string =>
    isConstant(part) ? literal(evaluateTree(part, values)) : form(part);
  const operand = (part: ExpressionTree): string =>
    isConstant(part) || part.kind === "name" || part.kind === "call" ? written(part) : `(${written(part)})`;
  /** For the functions that take no number. */
  const tensor = (part: ExpressionTree): string =>
    isConstant(part) ? `torch.tensor(${written(part)})` : written(part);
  const condition = (part: ExpressionTree): string =>
    part.kind === "comparison" ? links(part) : `${operand(part)} != 0`;
  const links = (part: Extract<ExpressionTree, { kind: "comparison" }>): string => {
    const all = part.operators.map(
      (sign, at) => `${operand(part.operands[at]!)} ${sign} ${operand(part.operands[at + 1]!)}`,
    );
    return all.length === 1 ? all[0]! : all.map((link) => `(${link})`).join(" & ");
  };
  const form = (part: ExpressionTree): string => {
    switch (part.kind) {
      case "number":
        return literal(part.value);
      case "name":
        return inputs[part.name] ?? part.name;
      case "sign":
        return `${part.operator}${operand(part.operand)}`;
      case "binary":
        // PyTorch has no derivative of its own //, and halts; of this and of ours it is 0.
        if (part.operator === "//") {
          return `torch.div(${tensor(part.left)}, ${written(part.right)}, rounding_mode="floor")`;
        }
        return `${operand(part.left)} ${part.operator === "^" ? "**" : part.operator} ${operand(part.right)}`;
      case "comparison":
        return `(${links(part)}).float()`;
      case "conditional":
        return `torch.where(${condition(part.condition)}, ${tensor(part.yes)}, ${tensor(part.no)})`;
      case "call": {
        const name = `torch.${NAMES[part.name] ?? part.name}`;
        const pair = (a: string, b: string): string => `${name}(${a}, ${b})`;
        return part.name in NAMES
          ? part.operands.map(tensor).reduce(pair)
          : `${name}(${part.operands.map(written).join(", ")})`;
      }
    }
  };
  return written(tree);
}

function literal(value: number): string {
  if (!Number.isFinite(value)) return `float("${Number.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf"}")`;
  const digits = String(Math.abs(value)).replace("e+", "e");
  const text = /[.e]/.test(digits) ? digits : `${digits}.0`;
  return value < 0 || Object.is(value, -0) ? `(-${text})` : text;
}
