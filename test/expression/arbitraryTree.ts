import { fc } from "@fast-check/vitest";
import type { ExpressionTree } from "../../src/expression/expressionTree.ts";

const UNARY = "abs atan ceil cos cosh erf exp floor log log10 log2 round sigmoid sign sin sinh sqrt tan tanh".split(
  " ",
);

/** Random trees over x and y, of every form, nested at most four deep; numbers are not negative, as written ones. */
export const arbitraryTree: fc.Arbitrary<ExpressionTree> = fc.letrec<{ tree: ExpressionTree }>((tie) => {
  const tree = tie("tree");
  const some = (min: number, max: number) => fc.array(tree, { minLength: min, maxLength: max });
  return {
    tree: fc.oneof(
      { maxDepth: 4, depthIdentifier: "tree" },
      fc.constantFrom<ExpressionTree>({ kind: "name", name: "x" }, { kind: "name", name: "y" }),
      fc.constantFrom(0, 0.5, 1, 2, 3, 1e-7).map((value): ExpressionTree => ({ kind: "number", value })),
      fc.record({ kind: fc.constant("sign" as const), operator: fc.constantFrom("+", "-"), operand: tree }),
      fc.record({
        kind: fc.constant("binary" as const),
        operator: fc.constantFrom("+", "-", "*", "/", "^", "%"),
        left: tree,
        right: tree,
      }),
      fc
        .tuple(fc.array(fc.constantFrom("<", "<=", ">", ">=", "==", "!="), { minLength: 1, maxLength: 2 }), some(3, 3))
        .map(([operators, operands]): ExpressionTree => ({
          kind: "comparison",
          operators,
          operands: operands.slice(0, operators.length + 1),
        })),
      fc.record({ kind: fc.constant("conditional" as const), condition: tree, yes: tree, no: tree }),
      fc.record({ kind: fc.constant("call" as const), name: fc.constantFrom(...UNARY), operands: some(1, 1) }),
      fc.record({ kind: fc.constant("call" as const), name: fc.constantFrom("max", "min"), operands: some(1, 4) }),
      fc.record({ kind: fc.constant("call" as const), name: fc.constant("pow"), operands: some(2, 2) }),
    ),
  };
}).tree;
