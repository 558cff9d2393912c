import type { BinaryOperator, ComparisonOperator, ExpressionTree } from "./expressionTree.ts";
import { evaluateTree } from "./evaluateTree.ts";

/*
 * Trees made of trees, as simple as a few rules make them: numbers are added up, 0 and 1 vanish, signs move outwards.
 * The values stay, where all parts are finite: 0 · u is 0 here, and rounding may differ.
 */

export function numberTree(value: number): ExpressionTree {
  return { kind: "number", value };
}

/** Characters of a number that stands for the operation that gave it. */
const SHORT = 8;

/** Returns −a. */
export function negative(a: ExpressionTree): ExpressionTree {
  if (a.kind === "number") return numberTree(-a.value);
  if (a.kind === "sign") return a.operator === "-" ? a.operand : negative(a.operand);
  if (a.kind === "binary" && a.operator === "-") return binary("-", a.right, a.left);
  return { kind: "sign", operator: "-", operand: a };
}

export function sum(a: ExpressionTree, b: ExpressionTree): ExpressionTree {
  if (isNumber(a, 0)) return b;
  if (isNumber(b, 0)) return a;
  if (isNegative(b)) return difference(a, negative(b));
  if (isNegative(a)) return difference(b, negative(a));
  return sameTree(a, b) ? product(numberTree(2), a) : folded(binary("+", a, b));
}

export function difference(a: ExpressionTree, b: ExpressionTree): ExpressionTree {
  if (isNumber(b, 0)) return a;
  if (isNumber(a, 0)) return negative(b);
  if (isNegative(b)) return sum(a, negative(b));
  return sameTree(a, b) ? numberTree(0) : folded(binary("-", a, b));
}

/** Returns a · b; a number comes first. */
export function product(a: ExpressionTree, b: ExpressionTree): ExpressionTree {
  if (isNumber(a, 0) || isNumber(b, 0)) return numberTree(0);
  if (isNumber(a, 1)) return b;
  if (isNumber(b, 1)) return a;
  if (b.kind === "number" && a.kind !== "number") return product(b, a);
  if (isNegative(a)) return negative(product(negative(a), b));
  if (isNegative(b)) return negative(product(a, negative(b)));
  if (a.kind === "number" && b.kind === "binary" && b.operator === "*" && b.left.kind === "number") {
    return product(numberTree(a.value * b.left.value), b.right);
  }
  if (b.kind === "binary" && b.operator === "/" && isNumber(b.left, 1)) return quotient(a, b.right);
  if (a.kind === "binary" && a.operator === "/" && isNumber(a.left, 1)) return quotient(b, a.right);
  if (sameTree(a, b)) return power(a, numberTree(2));
  // The chain a · b · c needs no parentheses.
  if (b.kind === "binary" && b.operator === "*") return product(product(a, b.left), b.right);
  return folded(binary("*", a, b));
}

export function quotient(a: ExpressionTree, b: ExpressionTree): ExpressionTree {
  if (isNumber(a, 0) && !isNumber(b, 0)) return a;
  if (isNumber(b, 1)) return a;
  if (isNegative(a)) return negative(quotient(negative(a), b));
  if (isNegative(b)) return negative(quotient(a, negative(b)));
  return folded(binary("/", a, b));
}

export function power(a: ExpressionTree, b: ExpressionTree): ExpressionTree {
  if (isNumber(b, 0)) return numberTree(1);
  if (isNumber(b, 1)) return a;
  return folded(binary("^", a, b));
}

/** Returns the remainder, of the divisor's sign. */
export function remainder(a: ExpressionTree, b: ExpressionTree): ExpressionTree {
  return folded(binary("%", a, b));
}

/** Returns the floor of the quotient. */
export function floorQuotient(a: ExpressionTree, b: ExpressionTree): ExpressionTree {
  return folded(binary("//", a, b));
}

export function call(name: string, ...operands: readonly ExpressionTree[]): ExpressionTree {
  return folded({ kind: "call", name, operands });
}

export function comparison(
  operators: readonly ComparisonOperator[],
  operands: readonly ExpressionTree[],
): ExpressionTree {
  return folded({ kind: "comparison", operators, operands });
}

export function conditional(condition: ExpressionTree, yes: ExpressionTree, no: ExpressionTree): ExpressionTree {
  if (condition.kind === "number") return condition.value !== 0 ? yes : no;
  return sameTree(yes, no) ? yes : { kind: "conditional", condition, yes, no };
}

export function isNumber(tree: ExpressionTree, value: number): boolean {
  return tree.kind === "number" && tree.value === value;
}

function binary(operator: BinaryOperator, left: ExpressionTree, right: ExpressionTree): ExpressionTree {
  return { kind: "binary", operator, left, right };
}

function isNegative(tree: ExpressionTree): boolean {
  return tree.kind === "number" ? tree.value < 0 : tree.kind === "sign" && tree.operator === "-";
}

/** The number that a tree of numbers is, when it is short: `log(2)` and `1 / 3` say more than their digits. */
function folded(tree: ExpressionTree): ExpressionTree {
  const operands = tree.kind === "binary" ? [tree.left, tree.right] : tree.kind === "name" ? null : operandsIn(tree);
  if (operands === null || !operands.every(({ kind }) => kind === "number")) return tree;
  const value = evaluateTree(tree, {});
  return Number.isFinite(value) && String(value).length <= SHORT ? numberTree(value) : tree;
}

function operandsIn(tree: ExpressionTree): readonly ExpressionTree[] | null {
  return tree.kind === "call" || tree.kind === "comparison" ? tree.operands : null;
}

/** Whether two small trees say the same. Large ones are taken as different: a tree may share parts many times over. */
function sameTree(a: ExpressionTree, b: ExpressionTree): boolean {
  let rest = 64;
  const same = (left: ExpressionTree, right: ExpressionTree): boolean => {
    if (left === right) return true;
    rest -= 1;
    if (rest < 0) return false;
    if (left.kind === "number") return right.kind === "number" && Object.is(left.value, right.value);
    if (left.kind === "name") return right.kind === "name" && left.name === right.name;
    if (left.kind === "sign") {
      return right.kind === "sign" && left.operator === right.operator && same(left.operand, right.operand);
    }
    if (left.kind === "binary") {
      if (right.kind !== "binary" || left.operator !== right.operator) return false;
      return same(left.left, right.left) && same(left.right, right.right);
    }
    if (left.kind === "call") {
      if (right.kind !== "call" || left.name !== right.name) return false;
      return allSame(left.operands, right.operands);
    }
    if (left.kind === "comparison") {
      if (right.kind !== "comparison" || left.operators.join() !== right.operators.join()) return false;
      return allSame(left.operands, right.operands);
    }
    if (right.kind !== "conditional") return false;
    return same(left.condition, right.condition) && same(left.yes, right.yes) && same(left.no, right.no);
  };
  const allSame = (left: readonly ExpressionTree[], right: readonly ExpressionTree[]): boolean =>
    left.length === right.length && left.every((operand, at) => same(operand, right[at]!));
  return same(a, b);
}
