import { operandsOf, type BinaryOperator, type ExpressionTree } from "./expressionTree.ts";

/** How tightly a form binds; what binds less than its place asks for stands in parentheses. */
const CONDITIONAL = 0;
const COMPARISON = 1;
const SUM = 2;
const PRODUCT = 3;
const SIGN = 4;
const POWER = 5;
const ATOM = 6;

const BINDING: Readonly<Record<BinaryOperator, number>> = {
  "+": SUM,
  "-": SUM,
  "*": PRODUCT,
  "/": PRODUCT,
  "//": PRODUCT,
  "%": PRODUCT,
  "^": POWER,
};

/**
 * Returns a tree as text: with no parentheses but the needed ones, so that it parses to the same tree again (a negative
 * number to a sign and a number). At most `limit` parts are written, null beyond: a derivative shares its parts, and
 * written out they may be many.
 */
export function formatExpression(tree: ExpressionTree, limit = Infinity): string | null {
  return limit !== Infinity && treeSize(tree, new Map()) > limit ? null : written(tree);
}

/** The number of a tree's parts when it is written out. */
function treeSize(tree: ExpressionTree, known: Map<ExpressionTree, number>): number {
  const before = known.get(tree);
  if (before !== undefined) return before;
  const size = operandsOf(tree).reduce((count, operand) => count + treeSize(operand, known), 1);
  known.set(tree, size);
  return size;
}

function written(tree: ExpressionTree): string {
  switch (tree.kind) {
    case "number":
      return String(tree.value);
    case "name":
      return tree.name;
    case "sign":
      return `${tree.operator}${within(tree.operand, SIGN)}`;
    case "binary":
      return writtenBinary(tree.operator, tree.left, tree.right);
    case "comparison":
      return tree.operands
        .map((operand, at) => (at === 0 ? "" : ` ${tree.operators[at - 1]!} `) + within(operand, SUM))
        .join("");
    case "conditional":
      return `${within(tree.condition, COMPARISON)} ? ${within(tree.yes, COMPARISON)} : ${written(tree.no)}`;
    case "call":
      return `${tree.name}(${tree.operands.map(written).join(", ")})`;
  }
}

function writtenBinary(operator: BinaryOperator, left: ExpressionTree, right: ExpressionTree): string {
  if (operator === "^") return `${within(left, ATOM)}^${within(right, POWER)}`;
  const binding = BINDING[operator];
  return `${within(left, binding)} ${operator} ${within(right, binding + 1)}`;
}

function within(tree: ExpressionTree, least: number): string {
  return bindingOf(tree) < least ? `(${written(tree)})` : written(tree);
}

function bindingOf(tree: ExpressionTree): number {
  switch (tree.kind) {
    case "number":
      return tree.value < 0 || Object.is(tree.value, -0) ? SIGN : ATOM;
    case "sign":
      return SIGN;
    case "binary":
      return BINDING[tree.operator];
    case "comparison":
      return COMPARISON;
    case "conditional":
      return CONDITIONAL;
    default:
      return ATOM;
  }
}
