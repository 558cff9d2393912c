import { evaluateTree } from "./evaluateTree.ts";
import type { Scope } from "./expression.ts";
import { operandsOf, type BinaryOperator, type ComparisonOperator, type ExpressionTree } from "./expressionTree.ts";

/** A formula over x and y, ready to be called for each element. */
export type Compiled = (x: number, y: number) => number;

/** What a formula computes with: how a result is rounded, and the functions. */
export interface Arithmetic {
  readonly round: (value: number) => number;
  readonly power: (base: number, exponent: number) => number;
  /** Results are rounded afterwards. `max`, `min` and `pow` are not asked for. */
  readonly functions: Readonly<Record<string, (x: number) => number>>;
}

/**
 * A tree over the names x and y as nested functions; `values` has its other names. Each result is rounded; what holds neither x nor y is a constant,
 * worked out in double and rounded once, as Python's numbers beside a tensor are.
 */
export function compileTree(tree: ExpressionTree, arithmetic: Arithmetic, values: Scope = {}): Compiled {
  const known = new Map<ExpressionTree, Part>();
  const compiled = (part: ExpressionTree): Part => {
    const before = known.get(part);
    if (before !== undefined) return before;
    const operands = operandsOf(part).map(compiled);
    const made = compilePart(part, operands, arithmetic, values);
    known.set(part, made);
    return made;
  };
  return compiled(tree).apply;
}

interface Part {
  readonly apply: Compiled;
  /** Whether it holds neither x nor y. */
  readonly constant: boolean;
}

function compilePart(tree: ExpressionTree, operands: readonly Part[], arithmetic: Arithmetic, values: Scope): Part {
  const variable = tree.kind === "name" && (tree.name === "x" || tree.name === "y");
  const constant = !variable && operands.every((operand) => operand.constant);
  if (constant) {
    const value = arithmetic.round(evaluateTree(tree, values));
    return { apply: () => value, constant };
  }
  const parts = operands.map(({ apply }) => apply);
  return { apply: applicationOf(tree, parts, arithmetic), constant };
}

function applicationOf(tree: ExpressionTree, operands: readonly Compiled[], arithmetic: Arithmetic): Compiled {
  const [first, second, third] = operands;
  switch (tree.kind) {
    case "name":
      if (tree.name === "x") return (x) => x;
      if (tree.name === "y") return (_x, y) => y;
      break;
    case "sign":
      return tree.operator === "-" ? (x, y) => -first!(x, y) : first!;
    case "binary":
      return compileBinary(tree.operator, first!, second!, arithmetic);
    case "comparison": {
      const links = tree.operators.map((operator, at) => compileLink(operator, operands[at]!, operands[at + 1]!));
      const [link] = links;
      if (links.length === 1) return (x, y) => (link!(x, y) ? 1 : 0);
      return (x, y) => (links.every((holds) => holds(x, y)) ? 1 : 0);
    }
    case "conditional":
      return (x, y) => (first!(x, y) !== 0 ? second!(x, y) : third!(x, y));
    case "call":
      return compileCall(tree.name, operands, arithmetic);
    case "number":
  }
  throw new Error(`a name without a value: ${JSON.stringify(tree)}`);
}

function compileBinary(operator: BinaryOperator, a: Compiled, b: Compiled, { round, power }: Arithmetic): Compiled {
  switch (operator) {
    case "+":
      return (x, y) => round(a(x, y) + b(x, y));
    case "-":
      return (x, y) => round(a(x, y) - b(x, y));
    case "*":
      return (x, y) => round(a(x, y) * b(x, y));
    case "/":
      return (x, y) => round(a(x, y) / b(x, y));
    case "^":
      return (x, y) => round(power(a(x, y), b(x, y)));
    case "%":
      return (x, y) => {
        const divisor = b(x, y);
        const rest = a(x, y) % divisor;
        return round(rest !== 0 && rest < 0 !== divisor < 0 ? rest + divisor : rest);
      };
  }
}

function compileLink(operator: ComparisonOperator, a: Compiled, b: Compiled): (x: number, y: number) => boolean {
  switch (operator) {
    case "<":
      return (x, y) => a(x, y) < b(x, y);
    case "<=":
      return (x, y) => a(x, y) <= b(x, y);
    case ">":
      return (x, y) => a(x, y) > b(x, y);
    case ">=":
      return (x, y) => a(x, y) >= b(x, y);
    case "==":
      return (x, y) => a(x, y) === b(x, y);
    case "!=":
      return (x, y) => a(x, y) !== b(x, y);
  }
}

function compileCall(name: string, operands: readonly Compiled[], { round, power, functions }: Arithmetic): Compiled {
  const [a, b] = operands;
  if (name === "pow") return (x, y) => round(power(a!(x, y), b!(x, y)));
  if (name === "max" || name === "min") {
    const pick = name === "max" ? Math.max : Math.min;
    return operands.reduce((left, right) => (x, y) => pick(left(x, y), right(x, y)));
  }
  const apply = functions[name]!;
  return (x, y) => round(apply(a!(x, y)));
}
