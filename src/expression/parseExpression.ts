import { DiagnosticError } from "../base/diagnostic.ts";
import { checkTokens, unexpected } from "./checkTokens.ts";
import { evaluateTree } from "./evaluateTree.ts";
import { MAX_EXPRESSION_DEPTH, MAX_EXPRESSION_NODES, type Expression, type Scope } from "./expression.ts";
import { operandsOf, type ExpressionTree } from "./expressionTree.ts";
import { findConstant, functions, type Callable } from "./functions.ts";
import { parseWithMathjs } from "./mathjsParser.ts";
import { readMathjsTree, type MathjsNode } from "./readMathjsTree.ts";
import { withoutPython } from "./pythonSpelling.ts";
import { expressionFault, scanExpression, type LongName, type Token } from "./scanExpression.ts";

/*
 * mathjs only *parses*, and only text that our own scanner has passed; its tree is then read through an
 * allow-list into ours. Nothing of mathjs ever evaluates anything.
 */

/**
 * Parses one expression. Throws a DiagnosticError, a sentence with the place, for whatever is not part of
 * the language. A setting that is a plain number is parsed from its digits: `parseExpression(String(0.1))`.
 */
export function parseExpression(text: string): Expression {
  const tree = parseTree(text, functions);
  return { text, tree, names: namesOf(tree), evaluate: (scope) => evaluateFinite(tree, text, scope) };
}

/**
 * Returns what one expression says in a language with functions of its own. So the conditions of breakpoints have
 * `mean` and `any`, and names of several words. Throws as {@link parseExpression} does.
 */
export function parseTree(text: string, callable: Callable, longName?: LongName): ExpressionTree {
  const tokens = withoutPython(scanExpression(text, longName));
  checkTokens(tokens, text, callable);
  const longNames = new Map<string, string>();
  const tree = readMathjsTree(parseTokens(tokens, longNames), callable, longNames);
  const count = countNodes(tree);
  if (count > MAX_EXPRESSION_NODES) {
    throw DiagnosticError.of(`the expression has ${count} parts, at most ${MAX_EXPRESSION_NODES} are allowed`);
  }
  if (depthOf(tree) > MAX_EXPRESSION_DEPTH) {
    throw DiagnosticError.of(`the expression nests deeper than ${MAX_EXPRESSION_DEPTH}`);
  }
  return tree;
}

/** Returns the names that a tree uses, constants such as `pi` left out, each once, in order of appearance. */
export function namesOf(tree: ExpressionTree): string[] {
  const names = new Set<string>();
  collectNames(tree, names);
  return [...names];
}

/**
 * What mathjs is given for a word of ours. `mod` for `%`: mathjs tries each `%` as a percentage first and then parses what
 * follows again, which takes 2ⁿ steps for n of them in parentheses. See `readMathjsTree.ts` for `./`.
 */
const MATHJS_WORDS = new Map([
  ["%", "mod"],
  ["**", "^"],
  ["//", "./"],
]);

const PLAIN_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/**
 * Hands mathjs the words that our scanner found. A long name is given as one that our language has not, `$1`, and put into
 * `longNames` by it.
 */
function parseTokens(tokens: readonly Token[], longNames: Map<string, string>): MathjsNode {
  const ends: number[] = [];
  let text = "";
  for (const token of tokens) {
    const isLong = token.kind === "name" && !PLAIN_NAME.test(token.text);
    const word = isLong ? `$${longNames.size + 1}` : (MATHJS_WORDS.get(token.text) ?? token.text);
    if (isLong) longNames.set(word, token.text);
    text += ` ${word}`;
    ends.push(text.length);
  }
  try {
    return parseWithMathjs(text);
  } catch (error) {
    // mathjs says `Parenthesis ) expected (char 3)`; its `char` counts from 1.
    const char = error instanceof SyntaxError ? (error as SyntaxError & { readonly char?: unknown }).char : null;
    if (typeof char !== "number") throw DiagnosticError.of("the expression cannot be read");
    throw syntaxFault(
      (error as SyntaxError).message,
      tokens.find((_, i) => ends[i]! >= char),
    );
  }
}

function syntaxFault(message: string, found: Token | undefined): DiagnosticError {
  const lacksParenthesis = message.startsWith("Parenthesis )");
  if (found === undefined) {
    return DiagnosticError.of(`the expression ends ${lacksParenthesis ? 'before a ")"' : "too early"}`);
  }
  if (lacksParenthesis) return expressionFault(found.start, `expected a ")", got ${JSON.stringify(found.text)}`);
  if (message.startsWith("Value expected")) return unexpected(found);
  return expressionFault(found.start, `${JSON.stringify(found.text)} does not fit here`);
}

function countNodes(tree: ExpressionTree): number {
  return operandsOf(tree).reduce((count, operand) => count + countNodes(operand), 1);
}

/** How deep a tree nests; the left side of a sum or product is as deep as the sum itself. */
function depthOf(tree: ExpressionTree): number {
  const [first, ...rest] = operandsOf(tree);
  if (first === undefined) return 1;
  const chained = tree.kind === "binary" && tree.operator !== "^" && first.kind === "binary";
  return Math.max(depthOf(first) + (chained ? 0 : 1), ...rest.map((operand) => depthOf(operand) + 1));
}

function collectNames(tree: ExpressionTree, names: Set<string>): void {
  if (tree.kind === "name" && findConstant(tree.name) === undefined) names.add(tree.name);
  for (const operand of operandsOf(tree)) collectNames(operand, names);
}

function evaluateFinite(tree: ExpressionTree, text: string, scope: Scope): number {
  const value = evaluateTree(tree, scope);
  if (!Number.isFinite(value)) {
    throw DiagnosticError.of(`${JSON.stringify(text.trim())} gives ${value}, expected a finite number`);
  }
  return value;
}
