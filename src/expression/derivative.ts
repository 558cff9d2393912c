import {
  call,
  comparison,
  conditional,
  difference,
  isNumber,
  negative,
  numberTree,
  power,
  product,
  quotient,
  sum,
} from "./algebra.ts";
import type { BinaryOperator, ExpressionTree } from "./expressionTree.ts";

/**
 * Returns the derivative of an expression by one of its names, as simple as `algebra.ts` makes it. At kinks it is
 * PyTorch's: `abs` and `sign` have slope 0 at 0, equal operands of `max` and `min` share (`torch.maximum`), `floor`,
 * `ceil`, `round`, `sign` and comparisons have slope 0 everywhere, and of `? :` only the chosen side counts, also where
 * `torch.where` would give 0 · inf = nan. Where an operand of `max` is nan its slope is that of equal operands.
 *
 * mathjs has a `derivative` and a `simplify`, but they are too heavy and too narrow here: see `docs/dependencies.md`.
 *
 * Parts are shared, not copied, so the result may be larger as a text than in memory: ask `treeSize` first.
 */
export function derivative(tree: ExpressionTree, name: string): ExpressionTree {
  const known = new Map<ExpressionTree, ExpressionTree>();
  const by = (part: ExpressionTree): ExpressionTree => {
    const before = known.get(part);
    if (before !== undefined) return before;
    const slope = slopeOf(part, name, by);
    known.set(part, slope);
    return slope;
  };
  return by(tree);
}

type Slope = (part: ExpressionTree) => ExpressionTree;

function slopeOf(tree: ExpressionTree, name: string, by: Slope): ExpressionTree {
  switch (tree.kind) {
    case "number":
    case "comparison":
      return ZERO;
    case "name":
      return tree.name === name ? ONE : ZERO;
    case "sign":
      return tree.operator === "-" ? negative(by(tree.operand)) : by(tree.operand);
    case "binary":
      return binarySlope(tree.operator, tree.left, tree.right, by);
    case "conditional":
      return conditional(tree.condition, by(tree.yes), by(tree.no));
    case "call":
      return callSlope(tree.name, tree.operands, by);
  }
}

function binarySlope(operator: BinaryOperator, u: ExpressionTree, v: ExpressionTree, by: Slope): ExpressionTree {
  const du = by(u);
  const dv = by(v);
  switch (operator) {
    case "+":
      return sum(du, dv);
    case "-":
      return difference(du, dv);
    case "*":
      return sum(product(du, v), product(u, dv));
    case "/":
      // u / v / v and not u / v², which overflows earlier.
      return difference(quotient(du, v), product(quotient(quotient(u, v), v), dv));
    case "//":
      return ZERO;
    case "^":
      return powerSlope(u, v, du, dv);
    case "%":
      return difference(du, product(dv, call("floor", quotient(u, v))));
  }
}

/** v · uᵛ⁻¹ · u′ + uᵛ · log u · v′, the second term 0 where u is 0, as in PyTorch. */
function powerSlope(u: ExpressionTree, v: ExpressionTree, du: ExpressionTree, dv: ExpressionTree): ExpressionTree {
  const byBase = isNumber(du, 0) ? ZERO : product(product(v, power(u, difference(v, ONE))), du);
  if (isNumber(dv, 0)) return byBase;
  const steep = product(power(u, v), call("log", u));
  const byExponent = u.kind === "number" ? steep : conditional(comparison(["=="], [u, ZERO]), ZERO, steep);
  return sum(byBase, product(byExponent, dv));
}

function callSlope(name: string, operands: readonly ExpressionTree[], by: Slope): ExpressionTree {
  const [u = ZERO, v = ZERO, ...rest] = operands;
  if (name === "pow") return powerSlope(u, v, by(u), by(v));
  if (name === "max" || name === "min") {
    if (operands.length === 1) return by(u);
    const last = operands.at(-1)!;
    // max(a, b, c) is max(max(a, b), c).
    const others = rest.length === 0 ? u : call(name, ...operands.slice(0, -1));
    return extremeSlope(name, others, last, by);
  }
  const du = by(u);
  return isNumber(du, 0) ? ZERO : product(du, SLOPES[name]!(u));
}

function extremeSlope(name: "max" | "min", a: ExpressionTree, b: ExpressionTree, by: Slope): ExpressionTree {
  if (a.kind === "number" && b.kind !== "number") return extremeSlope(name, b, a, by);
  const [first, second] = name === "max" ? ([">", "<"] as const) : (["<", ">"] as const);
  const da = by(a);
  const db = by(b);
  const shared = quotient(sum(da, db), TWO);
  return conditional(comparison([first], [a, b]), da, conditional(comparison([second], [a, b]), db, shared));
}

const ZERO = numberTree(0);
const ONE = numberTree(1);
const TWO = numberTree(2);
const PI: ExpressionTree = { kind: "name", name: "pi" };

/** The derivative of each function of one operand, at u. */
const SLOPES: Readonly<Record<string, Slope>> = {
  abs: (u) => call("sign", u),
  atan: (u) => quotient(ONE, sum(ONE, power(u, TWO))),
  ceil: () => ZERO,
  cos: (u) => negative(call("sin", u)),
  cosh: (u) => call("sinh", u),
  erf: (u) => quotient(product(TWO, call("exp", negative(power(u, TWO)))), call("sqrt", PI)),
  exp: (u) => call("exp", u),
  floor: () => ZERO,
  log: (u) => quotient(ONE, u),
  log10: (u) => quotient(ONE, product(u, { kind: "call", name: "log", operands: [numberTree(10)] })),
  log2: (u) => quotient(ONE, product(u, { kind: "call", name: "log", operands: [TWO] })),
  round: () => ZERO,
  sigmoid: (u) => product(call("sigmoid", u), difference(ONE, call("sigmoid", u))),
  sign: () => ZERO,
  sin: (u) => call("cos", u),
  sinh: (u) => call("cosh", u),
  sqrt: (u) => quotient(ONE, product(TWO, call("sqrt", u))),
  tan: (u) => sum(ONE, power(call("tan", u), TWO)),
  tanh: (u) => difference(ONE, power(call("tanh", u), TWO)),
};
