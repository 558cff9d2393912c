import { evaluateTree } from "../../expression/evaluateTree.ts";
import type { ExpressionTree } from "../../expression/expressionTree.ts";
import { namesOf, parseExpression } from "../../expression/parseExpression.ts";
import { literal, type Formula, type Term } from "../contract/term.ts";

/** Returns a formula of the expression language, ready to be filled with terms: `formula("a * b")({ a, b })`. */
export function formula<Name extends string>(text: string): (names: Readonly<Record<Name, Term>>) => Formula {
  const tree = treeOf(text);
  return (names) => formulaOf(tree(), names);
}

/** Returns a tree over named terms, of which it takes those that it names, and its value in double. */
export function formulaOf(tree: ExpressionTree, terms: Readonly<Record<string, Term>>): Formula {
  const names: Record<string, Term> = {};
  const values: Record<string, number> = {};
  for (const name of namesIn(tree)) {
    const term = Object.hasOwn(terms, name) ? terms[name] : undefined;
    if (term === undefined) continue;
    names[name] = term;
    values[name] = term.value;
  }
  return { kind: "formula", tree, names, value: evaluateTree(tree, values) };
}

/** Returns a tree over names; one that is but a name or a number is what that stands for. */
export function filled(tree: ExpressionTree, names: Readonly<Record<string, Term>>): Term {
  if (tree.kind === "number") return literal(tree.value);
  if (tree.kind === "name" && Object.hasOwn(names, tree.name)) return names[tree.name]!;
  return formulaOf(tree, names);
}

const known = new WeakMap<ExpressionTree, readonly string[]>();

/** The names in a tree, which is asked often. */
function namesIn(tree: ExpressionTree): readonly string[] {
  const names = known.get(tree) ?? namesOf(tree);
  known.set(tree, names);
  return names;
}

/** Parses when it is first asked for: an op that nobody asks about costs nothing. */
export function treeOf(text: string): () => ExpressionTree {
  let tree: ExpressionTree | null = null;
  return () => (tree ??= parseExpression(text).tree);
}
