import { evaluateTree } from "../../expression/evaluateTree.ts";
import type { ExpressionTree } from "../../expression/expressionTree.ts";
import { parseExpression } from "../../expression/parseExpression.ts";
import type { Formula, Term } from "./term.ts";

/** A formula of the expression language, ready to be filled with terms: `formula("a * b")({ a, b })`. */
export function formula<Name extends string>(text: string): (names: Readonly<Record<Name, Term>>) => Formula {
  const tree = treeOf(text);
  return (names) => formulaOf(tree(), names);
}

/** A tree over named terms, and its value in double. */
export function formulaOf(tree: ExpressionTree, names: Readonly<Record<string, Term>>): Formula {
  const values: Record<string, number> = {};
  for (const [name, term] of Object.entries(names)) values[name] = term.value;
  return { kind: "formula", tree, names, value: evaluateTree(tree, values) };
}

/** Parses when it is first asked for: an op that nobody asks about costs nothing. */
export function treeOf(text: string): () => ExpressionTree {
  let tree: ExpressionTree | null = null;
  return () => (tree ??= parseExpression(text).tree);
}
