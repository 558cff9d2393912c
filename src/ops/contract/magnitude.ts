import { numberTree } from "../../expression/algebra.ts";
import { evaluateTree } from "../../expression/evaluateTree.ts";
import type { ExpressionTree } from "../../expression/expressionTree.ts";
import type { Term } from "./term.ts";

/** A step small enough to take a function's slope by. */
const STEP = 1e-6;

/**
 * Returns the size that a term's rounding is measured by: of a sum the sum of its terms' sizes, of a product their
 * product, of a function its own size and, times its slope, that of what it is a function of.
 */
export function magnitudeOf(term: Term): number {
  switch (term.kind) {
    case "cell":
    case "literal":
      return Math.abs(term.value);
    case "fold":
      return term.by === "argmax" ? 1 : term.magnitude;
    case "formula": {
      const values: Record<string, number> = {};
      for (const [name, part] of Object.entries(term.names)) values[name] = part.value;
      return magnitudeOfTree(term.tree, values, term.names);
    }
  }
}

function magnitudeOfTree(
  tree: ExpressionTree,
  values: Readonly<Record<string, number>>,
  names: Readonly<Record<string, Term>>,
): number {
  const value = (part: ExpressionTree): number => evaluateTree(part, values);
  const size = (part: ExpressionTree): number => magnitudeOfTree(part, values, names);
  switch (tree.kind) {
    case "number":
      return Math.abs(tree.value);
    case "name": {
      const named = Object.hasOwn(names, tree.name) ? names[tree.name] : undefined;
      return named === undefined ? Math.abs(value(tree)) : magnitudeOf(named);
    }
    case "sign":
      return size(tree.operand);
    case "comparison":
      return 1;
    case "conditional":
      return size(value(tree.condition) !== 0 ? tree.yes : tree.no);
    case "call":
      return sizeOfCall(tree, value, size, values);
    case "binary": {
      const [left, right] = [size(tree.left), size(tree.right)];
      switch (tree.operator) {
        case "*":
          return left * right;
        case "/":
          return ((left / Math.abs(value(tree.right))) * right) / Math.abs(value(tree.right));
        case "^":
          return sizeOfPower(value(tree.left), value(tree.right), left, right);
        default:
          return left + right;
      }
    }
  }
}

function sizeOfPower(base: number, exponent: number, baseSize: number, exponentSize: number): number {
  const size = Math.abs(base ** exponent);
  if (size === 0) return 0;
  const byBase = Math.max(1, Math.abs(exponent)) * (base === 0 ? 1 : baseSize / Math.abs(base));
  const byExponent = exponentSize * Math.abs(Math.log(Math.abs(base)));
  return size * Math.max(1, byBase, byExponent);
}

function sizeOfCall(
  tree: Extract<ExpressionTree, { kind: "call" }>,
  value: (part: ExpressionTree) => number,
  size: (part: ExpressionTree) => number,
  values: Readonly<Record<string, number>>,
): number {
  const at = tree.operands.map(value);
  const around = (axis: number, step: number): number =>
    evaluateTree({ ...tree, operands: at.with(axis, at[axis]! + step).map(numberTree) }, values);
  return tree.operands.reduce(
    (sum, operand, axis) => {
      const step = STEP * Math.max(1, Math.abs(at[axis]!));
      const slope = Math.abs(around(axis, step) - around(axis, -step)) / (2 * step);
      return sum + (Number.isFinite(slope) ? slope * size(operand) : 0);
    },
    Math.abs(value(tree)),
  );
}
