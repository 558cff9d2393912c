import { evaluateTree } from "./evaluateTree.ts";
import { isNumber, numberTree } from "./algebra.ts";
import { operandsOf, type BinaryOperator, type ComparisonOperator, type ExpressionTree } from "./expressionTree.ts";

/** Is the name under which a gradient's formula has the upstream gradient. No formula of a user's can say it. */
export const UPSTREAM = "upstream gradient";

/**
 * Returns the backward pass of an expression as a tree: what reaches one of its names of the upstream gradient. It goes
 * from the result inwards and applies at each part what PyTorch's `derivatives.yaml` does there, in that order. So what
 * PyTorch masks is 0 whatever comes from upstream, infinity too: comparisons, rounding and `sign`, the smaller operand
 * of `max`, the base of a power whose exponent is 0. What PyTorch multiplies by 0 is not: 0 · inf is nan, as at `abs`
 * of 0. Of `? :` only the chosen side counts, also where `torch.where` would give 0 · inf.
 *
 * `derivative.ts` has the same at an upstream gradient of 1, shorter and made for reading. Parts are shared.
 */
export function gradient(tree: ExpressionTree, name: string): ExpressionTree {
  const held = new Map<ExpressionTree, boolean>();
  const holds = (part: ExpressionTree): boolean => {
    const known = held.get(part) ?? (part.kind === "name" ? part.name === name : operandsOf(part).some(holds));
    held.set(part, known);
    return known;
  };
  const reach = (part: ExpressionTree, dy: ExpressionTree): ExpressionTree =>
    holds(part) && !isNumber(dy, 0) ? reachInto(part, dy, reach) : ZERO;
  return reach(tree, { kind: "name", name: UPSTREAM });
}

/** What of `dy`, which arrives at a part, reaches the name. */
type Reach = (part: ExpressionTree, dy: ExpressionTree) => ExpressionTree;

function reachInto(tree: ExpressionTree, dy: ExpressionTree, reach: Reach): ExpressionTree {
  switch (tree.kind) {
    case "number":
    case "comparison":
      return ZERO;
    case "name":
      return dy;
    case "sign":
      return reach(tree.operand, tree.operator === "-" ? negative(dy) : dy);
    case "binary":
      return reachOperands(tree, tree.operator, tree.left, tree.right, dy, reach);
    case "conditional":
      return choice(tree.condition, reach(tree.yes, dy), reach(tree.no, dy));
    case "call":
      return reachCall(tree, dy, reach);
  }
}

function reachOperands(
  y: ExpressionTree,
  operator: BinaryOperator,
  u: ExpressionTree,
  v: ExpressionTree,
  dy: ExpressionTree,
  reach: Reach,
): ExpressionTree {
  switch (operator) {
    case "+":
      return sum(reach(u, dy), reach(v, dy));
    case "-":
      return sum(reach(u, dy), reach(v, negative(dy)));
    case "*":
      return sum(reach(u, binary("*", dy, v)), reach(v, binary("*", dy, u)));
    case "/":
      return sum(reach(u, binary("/", dy, v)), reach(v, binary("*", negative(dy), binary("/", y, v))));
    case "^":
      return sum(reach(u, basePart(u, v, dy)), reach(v, exponentPart(y, u, v, dy)));
    case "//":
      return ZERO;
    case "%": {
      const turns = call("floor", binary("/", u, v));
      return sum(reach(u, dy), reach(v, binary("*", negative(dy), turns)));
    }
  }
}

/** dy · v · uᵛ⁻¹, and 0 where v is 0. */
function basePart(u: ExpressionTree, v: ExpressionTree, dy: ExpressionTree): ExpressionTree {
  const lower = v.kind === "number" ? numberTree(v.value - 1) : binary("-", v, ONE);
  const power = isNumber(lower, 1) ? u : binary("^", u, lower);
  return choice(compare(v, "==", ZERO), ZERO, binary("*", dy, binary("*", v, power)));
}

/** dy · uᵛ · log u, the factor 0 where u is 0 and v is not negative. */
function exponentPart(y: ExpressionTree, u: ExpressionTree, v: ExpressionTree, dy: ExpressionTree): ExpressionTree {
  const steep = binary("*", y, call("log", u));
  const slope = choice(compare(u, "==", ZERO), choice(compare(v, ">=", ZERO), ZERO, steep), steep);
  return binary("*", dy, slope);
}

function reachCall(tree: Extract<ExpressionTree, { kind: "call" }>, dy: ExpressionTree, reach: Reach): ExpressionTree {
  const { name, operands } = tree;
  const [u = ZERO, v = ZERO] = operands;
  if (name === "pow") return reachOperands(tree, "^", u, v, dy, reach);
  if (name === "max" || name === "min") {
    if (operands.length === 1) return reach(u, dy);
    // max(a, b, c) is max(max(a, b), c).
    const [others, last] = [operands.slice(0, -1), operands.at(-1)!];
    const first = others.length === 1 ? u : call(name, ...others);
    return reachExtreme(name, first, last, dy, reach);
  }
  return reach(u, PARTS[name]!(dy, u, tree));
}

/** Equal operands share, the other one gets nothing; beside a nan both get all, as from `torch.maximum`. */
function reachExtreme(
  name: "max" | "min",
  a: ExpressionTree,
  b: ExpressionTree,
  dy: ExpressionTree,
  reach: Reach,
): ExpressionTree {
  const loses: ComparisonOperator = name === "max" ? "<" : ">";
  const part = (own: ExpressionTree, other: ExpressionTree): ExpressionTree =>
    choice(compare(own, loses, other), ZERO, binary("/", dy, choice(compare(own, "==", other), TWO, ONE)));
  return sum(reach(a, part(a, b)), reach(b, part(b, a)));
}

const ZERO = numberTree(0);
const ONE = numberTree(1);
const TWO = numberTree(2);
const PI: ExpressionTree = { kind: "name", name: "pi" };
const none = (): ExpressionTree => ZERO;

/** What each function of one operand u, whose result is y, passes on of dy. */
const PARTS: Readonly<Record<string, (dy: ExpressionTree, u: ExpressionTree, y: ExpressionTree) => ExpressionTree>> = {
  abs: (dy, u) => binary("*", dy, call("sign", u)),
  atan: (dy, u) => binary("/", dy, binary("+", binary("*", u, u), ONE)),
  ceil: none,
  cos: (dy, u) => binary("*", dy, negative(call("sin", u))),
  cosh: (dy, u) => binary("*", dy, call("sinh", u)),
  erf: (dy, u) => {
    const scale = binary("/", TWO, call("sqrt", PI));
    return binary("*", binary("*", scale, call("exp", negative(binary("^", u, TWO)))), dy);
  },
  exp: (dy, _u, y) => binary("*", dy, y),
  floor: none,
  log: (dy, u) => binary("/", dy, u),
  log10: (dy, u) => binary("/", dy, binary("*", u, call("log", numberTree(10)))),
  log2: (dy, u) => binary("/", dy, binary("*", u, call("log", TWO))),
  round: none,
  sigmoid: (dy, _u, y) => binary("*", binary("*", dy, binary("-", ONE, y)), y),
  sign: none,
  sin: (dy, u) => binary("*", dy, call("cos", u)),
  sinh: (dy, u) => binary("*", dy, call("cosh", u)),
  sqrt: (dy, _u, y) => binary("/", dy, binary("*", TWO, y)),
  tan: (dy, _u, y) => binary("*", dy, binary("+", ONE, binary("^", y, TWO))),
  tanh: (dy, _u, y) => binary("*", dy, binary("-", ONE, binary("^", y, TWO))),
};

// Trees as they are: the rules of `algebra.ts` would change the order in which numbers are rounded, and what is shared.

function binary(operator: BinaryOperator, left: ExpressionTree, right: ExpressionTree): ExpressionTree {
  if (operator === "*" && isNumber(right, 1)) return left;
  if (operator === "*" && isNumber(left, 1)) return right;
  return { kind: "binary", operator, left, right };
}

function sum(a: ExpressionTree, b: ExpressionTree): ExpressionTree {
  if (isNumber(a, 0)) return b;
  return isNumber(b, 0) ? a : binary("+", a, b);
}

function negative(operand: ExpressionTree): ExpressionTree {
  return { kind: "sign", operator: "-", operand };
}

function call(name: string, ...operands: readonly ExpressionTree[]): ExpressionTree {
  return { kind: "call", name, operands };
}

function compare(a: ExpressionTree, operator: ComparisonOperator, b: ExpressionTree): ExpressionTree {
  return { kind: "comparison", operators: [operator], operands: [a, b] };
}

/** The condition decided where both sides of it are numbers. */
function choice(condition: ExpressionTree, yes: ExpressionTree, no: ExpressionTree): ExpressionTree {
  if (isNumber(yes, 0) && isNumber(no, 0)) return ZERO;
  if (condition.kind === "comparison" && condition.operands.every(({ kind }) => kind === "number")) {
    return evaluateTree(condition, {}) === 0 ? no : yes;
  }
  return { kind: "conditional", condition, yes, no };
}
