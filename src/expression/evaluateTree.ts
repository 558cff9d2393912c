import { DiagnosticError } from "../base/diagnostic.ts";
import { floorDivide } from "../math/floorDivide.ts";
import { pow } from "../math/pow.ts";
import type { Scope } from "./expression.ts";
import type { BinaryOperator, ComparisonOperator, ExpressionTree } from "./expressionTree.ts";
import { findConstant, findFunction } from "./functions.ts";

/**
 * Returns the tree's value in double precision. Not checked to be finite. `%` is Python's and `torch.remainder`'s: the
 * result has the sign of the divisor. Comparisons are exact and give 1 or 0.
 */
export function evaluateTree(tree: ExpressionTree, scope: Scope): number {
  switch (tree.kind) {
    case "number":
      return tree.value;
    case "name":
      return lookUp(tree.name, scope);
    case "sign": {
      const operand = evaluateTree(tree.operand, scope);
      return tree.operator === "-" ? -operand : operand;
    }
    case "binary":
      return applyBinary(tree.operator, evaluateTree(tree.left, scope), evaluateTree(tree.right, scope));
    case "comparison":
      return compareChain(tree.operators, tree.operands, scope);
    case "conditional":
      return evaluateTree(evaluateTree(tree.condition, scope) !== 0 ? tree.yes : tree.no, scope);
    case "call": {
      const called = findFunction(tree.name);
      if (called === undefined) throw DiagnosticError.of(`${JSON.stringify(tree.name)} is not a function`);
      return called.apply(...tree.operands.map((operand) => evaluateTree(operand, scope)));
    }
  }
}

function lookUp(name: string, scope: Scope): number {
  const constant = findConstant(name);
  if (constant !== undefined) return constant;
  const value = Object.hasOwn(scope, name) ? scope[name] : undefined;
  if (value !== undefined) return value;
  const known = Object.keys(scope);
  throw DiagnosticError.of(
    known.length === 0
      ? `the name ${JSON.stringify(name)} is not known here`
      : `the name ${JSON.stringify(name)} is not known here, known are ${listed(known)}`,
  );
}

function listed(names: readonly string[]): string {
  return names.length <= 8 ? names.join(", ") : `${names.slice(0, 8).join(", ")} and ${names.length - 8} more`;
}

/** `%` has the sign of the divisor, and `//` rounds down, as in Python. */
export function applyBinary(operator: BinaryOperator, left: number, right: number): number {
  switch (operator) {
    case "+":
      return left + right;
    case "-":
      return left - right;
    case "*":
      return left * right;
    case "/":
      return left / right;
    case "//":
      return floorDivide(left, right);
    case "^":
      return pow(left, right);
    case "%": {
      const rest = left % right;
      return rest !== 0 && rest < 0 !== right < 0 ? rest + right : rest;
    }
  }
}

function compareChain(
  operators: readonly ComparisonOperator[],
  operands: readonly ExpressionTree[],
  scope: Scope,
): number {
  let holds = true;
  let left = evaluateTree(operands[0]!, scope);
  // All are worked out, also behind one that does not hold: a name that is not known is told. A schedule makes no arrays.
  for (let at = 0; at < operators.length; at++) {
    const right = evaluateTree(operands[at + 1]!, scope);
    holds = applyComparison(operators[at]!, left, right) && holds;
    left = right;
  }
  return holds ? 1 : 0;
}

export function applyComparison(operator: ComparisonOperator, left: number, right: number): boolean {
  switch (operator) {
    case "<":
      return left < right;
    case "<=":
      return left <= right;
    case ">":
      return left > right;
    case ">=":
      return left >= right;
    case "==":
      return left === right;
    case "!=":
      return left !== right;
  }
}
