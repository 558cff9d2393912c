import { floorDivide } from "../math/floorDivide.ts";
import { evaluateTree } from "./evaluateTree.ts";
import type { Scope } from "./expression.ts";
import { UPSTREAM } from "./gradient.ts";
import { operandsOf, type BinaryOperator, type ComparisonOperator, type ExpressionTree } from "./expressionTree.ts";

/** Calculates a formula over x and y for one element. A gradient's formula takes what comes from upstream, too. */
export type Compiled = (x: number, y: number, upstream: number) => number;

/** Holds what a formula computes with: how a result is rounded, and the functions. */
export interface Arithmetic {
  readonly round: (value: number) => number;
  readonly power: (base: number, exponent: number) => number;
  /** Results are rounded afterwards. `max`, `min` and `pow` are not asked for. */
  readonly functions: Readonly<Record<string, (x: number) => number>>;
}

/**
 * Returns a tree over the names x, y and {@link UPSTREAM} as nested functions; `values` has its other names. Each
 * result is rounded; what holds none of the three is a constant, worked out in double and rounded once, as Python's
 * numbers beside a tensor are. A part that is shared is worked out once for each element.
 */
export function compileTree(tree: ExpressionTree, arithmetic: Arithmetic, values: Scope = {}): Compiled {
  const uses = usesIn(tree);
  const known = new Map<ExpressionTree, Part>();
  const element: Element = { count: 0 };
  let sharing = false;
  const compiled = (part: ExpressionTree): Part => {
    const before = known.get(part);
    if (before !== undefined) return before;
    const operands = operandsOf(part);
    const made = compilePart(part, operands.map(compiled), arithmetic, values);
    const isShared = uses.get(part)! > 1 && operands.length > 0 && !made.constant;
    sharing ||= isShared;
    const kept = isShared ? { ...made, apply: remembered(made.apply, element) } : made;
    known.set(part, kept);
    return kept;
  };
  const { apply } = compiled(tree);
  if (!sharing) return apply;
  return (x, y, upstream) => {
    element.count++;
    return apply(x, y, upstream);
  };
}

/** How often each part of a tree is named by another. */
function usesIn(tree: ExpressionTree): ReadonlyMap<ExpressionTree, number> {
  const uses = new Map<ExpressionTree, number>();
  const visit = (part: ExpressionTree): void => {
    const before = uses.get(part) ?? 0;
    uses.set(part, before + 1);
    if (before === 0) for (const operand of operandsOf(part)) visit(operand);
  };
  visit(tree);
  return uses;
}

/** Counts the elements that a formula was called for. */
interface Element {
  count: number;
}

/** The same function, called once for each element. */
function remembered(apply: Compiled, element: Element): Compiled {
  let count = -1;
  let value = 0;
  return (x, y, upstream) => {
    if (count !== element.count) {
      value = apply(x, y, upstream);
      count = element.count;
    }
    return value;
  };
}

interface Part {
  readonly apply: Compiled;
  /** Whether it holds none of the names that change from element to element. */
  readonly constant: boolean;
}

const VARIABLES = new Set(["x", "y", UPSTREAM]);

function compilePart(tree: ExpressionTree, operands: readonly Part[], arithmetic: Arithmetic, values: Scope): Part {
  const variable = tree.kind === "name" && VARIABLES.has(tree.name);
  const constant = !variable && operands.every((operand) => operand.constant);
  if (constant) {
    const value = arithmetic.round(evaluateTree(tree, values));
    return { apply: () => value, constant };
  }
  const parts = operands.map(({ apply }) => apply);
  const exponent = exponentOf(tree, operands);
  if (exponent !== null) return { apply: compilePower(parts[0]!, exponent, arithmetic), constant };
  return { apply: applicationOf(tree, parts, arithmetic), constant };
}

function applicationOf(tree: ExpressionTree, operands: readonly Compiled[], arithmetic: Arithmetic): Compiled {
  const [first, second, third] = operands;
  switch (tree.kind) {
    case "name":
      if (tree.name === "x") return (x) => x;
      if (tree.name === "y") return (_x, y) => y;
      if (tree.name === UPSTREAM) return (_x, _y, upstream) => upstream;
      break;
    case "sign":
      return tree.operator === "-" ? (x, y, d) => -first!(x, y, d) : first!;
    case "binary":
      return compileBinary(tree.operator, first!, second!, arithmetic);
    case "comparison": {
      const links = tree.operators.map((operator, at) => compileLink(operator, operands[at]!, operands[at + 1]!));
      const [link] = links;
      if (links.length === 1) return (x, y, d) => (link!(x, y, d) ? 1 : 0);
      return (x, y, d) => (links.every((holds) => holds(x, y, d)) ? 1 : 0);
    }
    case "conditional":
      return (x, y, d) => (first!(x, y, d) !== 0 ? second!(x, y, d) : third!(x, y, d));
    case "call":
      return compileCall(tree.name, operands, arithmetic);
    case "number":
  }
  throw new Error(`a name without a value: ${JSON.stringify(tree)}`);
}

function compileBinary(operator: BinaryOperator, a: Compiled, b: Compiled, { round, power }: Arithmetic): Compiled {
  switch (operator) {
    case "+":
      return (x, y, d) => round(a(x, y, d) + b(x, y, d));
    case "-":
      return (x, y, d) => round(a(x, y, d) - b(x, y, d));
    case "*":
      return (x, y, d) => round(a(x, y, d) * b(x, y, d));
    case "/":
      return (x, y, d) => round(a(x, y, d) / b(x, y, d));
    case "//":
      return (x, y, d) => floorDivide(a(x, y, d), b(x, y, d), round);
    case "^":
      return (x, y, d) => round(power(a(x, y, d), b(x, y, d)));
    case "%":
      return (x, y, d) => {
        const divisor = b(x, y, d);
        const rest = a(x, y, d) % divisor;
        return round(rest !== 0 && rest < 0 !== divisor < 0 ? rest + divisor : rest);
      };
  }
}

/** The exponent of a power, where it is one number for all elements. */
function exponentOf(tree: ExpressionTree, operands: readonly Part[]): number | null {
  const isPower = (tree.kind === "binary" && tree.operator === "^") || (tree.kind === "call" && tree.name === "pow");
  const [, exponent] = operands;
  return isPower && exponent!.constant ? exponent!.apply(0, 0, 0) : null;
}

/** As PyTorch takes a tensor to the power of a number: a square root where C's `pow` of −∞ is ∞ and that of −0 is 0. */
function compilePower(base: Compiled, exponent: number, { round, power }: Arithmetic): Compiled {
  if (exponent === 0.5) return (x, y, d) => round(Math.sqrt(base(x, y, d)));
  if (exponent === -0.5) return (x, y, d) => round(1 / round(Math.sqrt(base(x, y, d))));
  return (x, y, d) => round(power(base(x, y, d), exponent));
}

function compileLink(
  operator: ComparisonOperator,
  a: Compiled,
  b: Compiled,
): (x: number, y: number, d: number) => boolean {
  switch (operator) {
    case "<":
      return (x, y, d) => a(x, y, d) < b(x, y, d);
    case "<=":
      return (x, y, d) => a(x, y, d) <= b(x, y, d);
    case ">":
      return (x, y, d) => a(x, y, d) > b(x, y, d);
    case ">=":
      return (x, y, d) => a(x, y, d) >= b(x, y, d);
    case "==":
      return (x, y, d) => a(x, y, d) === b(x, y, d);
    case "!=":
      return (x, y, d) => a(x, y, d) !== b(x, y, d);
  }
}

/** A nan if there is one; of 0 and −0 the second, as in PyTorch's vectors. */
const larger = (a: number, b: number): number => (a > b || a !== a ? a : b);
const smaller = (a: number, b: number): number => (a < b || a !== a ? a : b);

function compileCall(name: string, operands: readonly Compiled[], { round, power, functions }: Arithmetic): Compiled {
  const [a, b] = operands;
  if (name === "pow") return (x, y, d) => round(power(a!(x, y, d), b!(x, y, d)));
  if (name === "max" || name === "min") {
    const pick = name === "max" ? larger : smaller;
    return operands.reduce((left, right) => (x, y, d) => pick(left(x, y, d), right(x, y, d)));
  }
  const apply = functions[name]!;
  return (x, y, d) => round(apply(a!(x, y, d)));
}
