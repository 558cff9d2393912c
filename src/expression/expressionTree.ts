/** Names the binary operators. Their precedence is that of Python's `+ - * / // ** %`. */
export type BinaryOperator = "+" | "-" | "*" | "/" | "//" | "^" | "%";

export type ComparisonOperator = "<" | "<=" | ">" | ">=" | "==" | "!=";

/**
 * Holds what an expression may say, and nothing else: the one thing that is evaluated, differentiated and written in
 * other notations. Parentheses are gone; the nesting says what they said.
 */
export type ExpressionTree =
  | { readonly kind: "number"; readonly value: number }
  /** A variable, or a constant such as `pi`. */
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "sign"; readonly operator: "+" | "-"; readonly operand: ExpressionTree }
  | {
      readonly kind: "binary";
      readonly operator: BinaryOperator;
      readonly left: ExpressionTree;
      readonly right: ExpressionTree;
    }
  /** A chain, as in Python: `a < b <= c` has three operands and two operators, and is 1 or 0. */
  | {
      readonly kind: "comparison";
      readonly operators: readonly ComparisonOperator[];
      readonly operands: readonly ExpressionTree[];
    }
  /** `condition ? yes : no`; a condition holds when it is not 0. Only the chosen side is evaluated. */
  | {
      readonly kind: "conditional";
      readonly condition: ExpressionTree;
      readonly yes: ExpressionTree;
      readonly no: ExpressionTree;
    }
  /** `name` is one of the allow-listed functions. */
  | { readonly kind: "call"; readonly name: string; readonly operands: readonly ExpressionTree[] };

/** Returns the parts of a tree, left to right. */
export function operandsOf(tree: ExpressionTree): readonly ExpressionTree[] {
  switch (tree.kind) {
    case "number":
    case "name":
      return [];
    case "sign":
      return [tree.operand];
    case "binary":
      return [tree.left, tree.right];
    case "conditional":
      return [tree.condition, tree.yes, tree.no];
    case "comparison":
    case "call":
      return tree.operands;
  }
}
