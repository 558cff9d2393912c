import { fc, test as property } from "@fast-check/vitest";
import { derivative as mathjsDerivative } from "mathjs/number";
import { describe, expect, it, test } from "vitest";
import { derivative } from "../../src/expression/derivative.ts";
import { evaluateTree } from "../../src/expression/evaluateTree.ts";
import { operandsOf, type ExpressionTree } from "../../src/expression/expressionTree.ts";
import { formatExpression } from "../../src/expression/formatExpression.ts";
import { gradient, UPSTREAM } from "../../src/expression/gradient.ts";
import { parseExpression } from "../../src/expression/parseExpression.ts";
import { simplifyTree } from "../../src/expression/simplifyTree.ts";
import { runs } from "../runs.ts";
import { arbitraryTree } from "./arbitraryTree.ts";

const parse = (text: string) => parseExpression(text).tree;

describe("derivative by x", () => {
  test.each([
    ["3", "0"],
    ["x", "1"],
    ["y", "0"],
    ["-x", "-1"],
    ["2 * x + 1", "2"],
    ["x * 2 - y", "2"],
    ["x^2", "2 * x"],
    ["x^3", "3 * x^2"],
    ["x * x", "2 * x"],
    ["1 / x", "-(1 / x^2)"],
    ["x / y", "1 / y"],
    ["y / x", "-(y / x^2)"],
    ["2^x", "2^x * log(2)"],
    ["x^y", "y * x^(y - 1)"],
    ["y^x", "y == 0 ? 0 : y^x * log(y)"],
    ["sigmoid(x)", "sigmoid(x) * (1 - sigmoid(x))"],
    ["x * sigmoid(x)", "sigmoid(x) + x * sigmoid(x) * (1 - sigmoid(x))"],
    ["tanh(x)", "1 - tanh(x)^2"],
    ["exp(-x^2)", "-(2 * x * exp(-x^2))"],
    ["erf(x)", "2 * exp(-x^2) / sqrt(pi)"],
    ["log(x)", "1 / x"],
    ["log2(x)", "1 / (x * log(2))"],
    ["sqrt(x)", "1 / (2 * sqrt(x))"],
    ["sin(x) * cos(x)", "cos(x)^2 - sin(x)^2"],
    ["abs(x)", "sign(x)"],
    ["sign(x)", "0"],
    ["max(0, x)", "x > 0 ? 1 : x < 0 ? 0 : 0.5"],
    ["min(x, y)", "x < y ? 1 : x > y ? 0 : 0.5"],
    ["max(x)", "1"],
    ["x > 0 ? x : 0.01 * x", "x > 0 ? 1 : 0.01"],
    ["x > 0 ? x : slope * x", "x > 0 ? 1 : slope"],
    ["x % 2", "1"],
    ["2 % x", "-floor(2 / x)"],
    ["floor(x) + (x > 1)", "0"],
  ])("of %s is %s", (text, slope) => {
    expect(formatExpression(simplifyTree(derivative(parse(text), "x")))).toBe(slope);
    expect(parse(slope)).toEqual(parse(formatExpression(parse(slope))!));
  });

  it("shares parts: what would be 2³⁰ parts as a text is said to be too long", () => {
    const many = `max(${Array.from({ length: 30 }, (_, at) => `x * ${at}`).join(", ")})`;
    const slope = derivative(parse(many), "x");
    expect(evaluateTree(slope, { x: 1 })).toBe(29);
    expect(formatExpression(slope, 200)).toBeNull();
  });
});

test("an infinite gradient stops at the base of a power whose exponent is 0, as PyTorch masks it", () => {
  for (const power of ["x^y", "pow(x, y)"]) {
    expect(evaluateTree(gradient(parse(power), "x"), { x: 2, y: 0, [UPSTREAM]: Infinity })).toBe(0);
    expect(evaluateTree(gradient(parse(power), "x"), { x: 2, y: 1, [UPSTREAM]: Infinity })).toBe(Infinity);
  }
});

describe("random trees", () => {
  property.prop([arbitraryTree], { numRuns: runs(500, 20_000) })("parse as they are written", (tree) => {
    const text = formatExpression(tree)!;
    fc.pre(text.length <= 256);
    expect(parse(text)).toEqual(tree);
  });

  const point = fc.double({ min: 0.1, max: 3, noNaN: true });

  property.prop([arbitraryTree, point, point], { numRuns: runs(500, 20_000) })(
    "keep their value when they are simplified",
    (tree, x, y) => {
      const scope = { x, y };
      fc.pre(isTame(tree, scope));
      const value = evaluateTree(tree, scope);
      expect(Math.abs(evaluateTree(simplifyTree(tree), scope) - value)).toBeLessThanOrEqual(
        1e-6 * (1 + Math.abs(value)),
      );
    },
  );

  property.prop([arbitraryTree, point, point, fc.constantFrom("x", "y")], { numRuns: runs(1000, 50_000) })(
    "have a derivative that central differences have, away from kinks",
    (tree, x, y, name) => {
      const scope: Record<string, number> = { x, y };
      const at = (step: number) => evaluateTree(tree, { ...scope, [name]: scope[name]! + step });
      fc.pre(isTame(tree, scope));
      const differences = [1e-4, 5e-5, 2e-5].map((step) => (at(step) - at(-step)) / (2 * step));
      const sides = [1e-4, -1e-4].map((step) => (at(step) - at(0)) / step);
      const expected = differences[2]!;
      const size = 1 + Math.abs(expected) + Math.abs(at(0));
      // Where the differences disagree there is a kink or a jump close by, or the function is too bent.
      fc.pre(differences.every((value) => Math.abs(value - expected) < 1e-6 * size));
      fc.pre(sides.every((value) => Math.abs(value - expected) < 1e-3 * size));
      const found = evaluateTree(derivative(tree, name), scope);
      expect(Math.abs(found - expected)).toBeLessThanOrEqual(1e-5 * size);
    },
  );

  property.prop([arbitraryTree, point, point, fc.constantFrom("x", "y")], {
    numRuns: runs(500, 20_000),
    examples: [[decidedByNumbers, 0.1, 0.1, "x"]],
  })("pass back what their derivative says, times what comes from upstream", (tree, x, y, name) => {
    const scope: Record<string, number> = { x, y };
    fc.pre(isTame(tree, scope));
    const expected = 3 * evaluateTree(derivative(tree, name), scope);
    fc.pre(Math.abs(expected) < 1e6);
    const found = evaluateTree(gradient(tree, name), { ...scope, [UPSTREAM]: 3 });
    expect(Math.abs(found - expected)).toBeLessThanOrEqual(1e-6 * (1 + Math.abs(expected)));
  });

  property.prop([arbitraryTree, point, point, fc.constantFrom("x", "y")], { numRuns: runs(300, 20_000) })(
    "have mathjs' derivative, where it knows one",
    (tree, x, y, name) => {
      const scope = { x, y };
      fc.pre(isKnownToMathjs(tree) && isTame(tree, scope));
      const expected = Number(mathjsDerivative(formatExpression(tree)!, name).evaluate(scope));
      fc.pre(Math.abs(expected) < 1e6);
      const found = evaluateTree(derivative(tree, name), scope);
      expect(Math.abs(found - expected)).toBeLessThanOrEqual(1e-6 * (1 + Math.abs(expected)));
    },
  );
});

/** `0.5 < 0 ? abs(x) : y`: a condition of numbers alone, which is false. */
const decidedByNumbers: ExpressionTree = {
  kind: "conditional",
  condition: {
    kind: "comparison",
    operators: ["<"],
    operands: [
      { kind: "number", value: 0.5 },
      { kind: "number", value: 0 },
    ],
  },
  yes: { kind: "call", name: "abs", operands: [{ kind: "name", name: "x" }] },
  no: { kind: "name", name: "y" },
};

const knownToMathjs = new Set("atan cos cosh exp log log10 pow sin sinh sqrt tan tanh".split(" "));

/** Whether a tree has only what mathjs can differentiate: neither choices nor `erf`, `log2`, `sigmoid`. */
function isKnownToMathjs(tree: ExpressionTree): boolean {
  if (tree.kind === "comparison" || tree.kind === "conditional") return false;
  if (tree.kind === "binary" && tree.operator === "%") return false;
  if (tree.kind === "call" && !knownToMathjs.has(tree.name)) return false;
  return operandsOf(tree).every(isKnownToMathjs);
}

/** Whether every part is finite and no choice is close: a last digit's difference then cannot change the outcome. */
function isTame(tree: ExpressionTree, scope: Readonly<Record<string, number>>): boolean {
  const value = evaluateTree(tree, scope);
  if (!Number.isFinite(value) || Math.abs(value) > 1e4) return false;
  const operands = operandsOf(tree);
  if (!operands.every((operand) => isTame(operand, scope))) return false;
  const values = operands.map((operand) => evaluateTree(operand, scope));
  const apart = (a: number, b: number) => Math.abs(a - b) > 1e-3;
  if (tree.kind === "comparison" || (tree.kind === "call" && ["max", "min"].includes(tree.name))) {
    return values.every((a, i) => values.every((b, j) => i === j || apart(a, b)));
  }
  if (tree.kind === "conditional") return apart(values[0]!, 0) || tree.condition.kind === "comparison";
  if (tree.kind === "call") {
    const half = values[0]! * 2;
    if (["floor", "ceil", "round"].includes(tree.name)) return apart(half, Math.round(half));
    if (["abs", "sign", "sqrt", "log", "log2", "log10"].includes(tree.name)) return apart(values[0]!, 0);
    if (tree.name === "tan") return Math.abs(value) < 100;
  }
  if (tree.kind === "binary" && tree.operator === "/") return apart(values[1]!, 0);
  if (tree.kind === "binary" && tree.operator === "%") {
    const turns = values[0]! / values[1]!;
    return apart(values[1]!, 0) && apart(turns, Math.round(turns));
  }
  if ((tree.kind === "binary" && tree.operator === "^") || (tree.kind === "call" && tree.name === "pow")) {
    return values[0]! > 1e-3;
  }
  return true;
}
