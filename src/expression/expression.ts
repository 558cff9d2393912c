import type { ExpressionTree } from "./expressionTree.ts";

/**
 * Describes a parsed expression of the graph, such as `block_size * n_embd`: numbers, declared names, arithmetic,
 * comparisons, `? :` and an allow-list of functions. Nothing else can be written in it, so it always ends.
 */
export interface Expression {
  readonly text: string;
  /** What the text says, as a tree of the allow-listed forms. */
  readonly tree: ExpressionTree;
  /** The names that it uses (constants such as `pi` left out), each once, in order of appearance. */
  readonly names: readonly string[];
  /** The value, a finite number. Throws a DiagnosticError when a name is unknown or the value is not finite. */
  readonly evaluate: (scope: Scope) => number;
}

/** Gives numbers by name. Looked up with `Object.hasOwn`, so that `constructor` is no name. */
export type Scope = Readonly<Record<string, number>>;

/** LIMITS: characters of one expression, checked before it is parsed. */
export const MAX_EXPRESSION_LENGTH = 256;
/** LIMITS: how deep parentheses, calls, powers, signs and `? :` may nest. A long sum or product is flat. */
export const MAX_EXPRESSION_DEPTH = 32;
/** LIMITS: numbers, names and operations of one expression. */
export const MAX_EXPRESSION_NODES = 200;
