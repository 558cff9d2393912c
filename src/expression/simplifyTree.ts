import {
  call,
  comparison,
  conditional,
  difference,
  floorQuotient,
  negative,
  power,
  product,
  quotient,
  remainder,
  sum,
} from "./algebra.ts";
import type { BinaryOperator, ExpressionTree } from "./expressionTree.ts";

/**
 * Returns the same expression, from the leaves on, by the rules of `algebra.ts`. Its value is the same wherever all its
 * parts are finite, but for rounding.
 */
export function simplifyTree(tree: ExpressionTree): ExpressionTree {
  const known = new Map<ExpressionTree, ExpressionTree>();
  const simple = (part: ExpressionTree): ExpressionTree => {
    const before = known.get(part);
    if (before !== undefined) return before;
    const after = rebuilt(part);
    known.set(part, after);
    return after;
  };
  const rebuilt = (part: ExpressionTree): ExpressionTree => {
    switch (part.kind) {
      case "number":
      case "name":
        return part;
      case "sign":
        return part.operator === "-" ? negative(simple(part.operand)) : simple(part.operand);
      case "binary":
        return MAKE[part.operator](simple(part.left), simple(part.right));
      case "comparison":
        return comparison(part.operators, part.operands.map(simple));
      case "conditional":
        return conditional(simple(part.condition), simple(part.yes), simple(part.no));
      case "call":
        return call(part.name, ...part.operands.map(simple));
    }
  };
  return simple(tree);
}

const MAKE: Readonly<Record<BinaryOperator, (a: ExpressionTree, b: ExpressionTree) => ExpressionTree>> = {
  "+": sum,
  "-": difference,
  "*": product,
  "/": (a, b) => (a.kind === "binary" && a.operator === "/" ? quotient(a.left, product(a.right, b)) : quotient(a, b)),
  "//": floorQuotient,
  "^": power,
  "%": remainder,
};
