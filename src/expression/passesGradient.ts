import type { ExpressionTree } from "./expressionTree.ts";

/**
 * Says whether PyTorch's autograd connects a formula's value to a name in it. A comparison ends the connection, as its
 * result is of truth values, and so does the condition of `? :`; `floor`, `round` and `sign` keep it, with a slope of
 * 0.
 */
export function passesGradient(tree: ExpressionTree, name: string): boolean {
  switch (tree.kind) {
    case "number":
    case "comparison":
      return false;
    case "name":
      return tree.name === name;
    case "sign":
      return passesGradient(tree.operand, name);
    case "binary":
      return passesGradient(tree.left, name) || passesGradient(tree.right, name);
    case "conditional":
      return passesGradient(tree.yes, name) || passesGradient(tree.no, name);
    case "call":
      return tree.operands.some((operand) => passesGradient(operand, name));
  }
}
