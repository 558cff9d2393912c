import { assert, pre, property } from "fast-check";
import { describe, expect, it } from "vitest";
import { DiagnosticError } from "../../src/base/diagnostic.ts";
import { evaluateTree } from "../../src/expression/evaluateTree.ts";
import type { ExpressionTree } from "../../src/expression/expressionTree.ts";
import { parseExpression } from "../../src/expression/parseExpression.ts";
import { pythonFormula } from "../../src/expression/pythonFormula.ts";
import { arbitraryTree } from "./arbitraryTree.ts";

/** What the code says; null where it is longer than an expression may be. */
function readBack(code: string): ExpressionTree | null {
  try {
    return parseExpression(code).tree;
  } catch (error) {
    if (error instanceof DiagnosticError && /at most|deeper than/.test(error.message)) return null;
    throw error;
  }
}

const none = (): undefined => undefined;

describe("an expression as Python code", () => {
  it.each([
    ["block_size * n_embd", "block_size * n_embd"],
    ["iteration < 100000 ? 0.1 : 0.01", "0.1 if iteration < 100000 else 0.01"],
    ["2 ^ 3 ^ x", "2 ** 3 ** x"],
    ["(2 ^ 3) ^ x", "(2 ** 3) ** x"],
    ["-x ^ 2", "-x ** 2"],
    ["(-x) ^ 2", "(-x) ** 2"],
    ["a - (b - c)", "a - (b - c)"],
    ["x // 2 % 3", "x // 2 % 3"],
    ["1 + (x > 0)", "1 + (1 if x > 0 else 0)"],
    ["0 < x <= 1 ? x : 0", "x if 0 < x <= 1 else 0"],
    ["x ? 1 : 2", "1 if x != 0 else 2"],
    ["max(1, x) + sqrt(pi)", "max(1, x) + math.sqrt(math.pi)"],
    ["floor(x / 2)", "math.floor(x / 2)"],
    ["1e-7 + 0.5", "1e-7 + 0.5"],
    ["sign(x > y)", "(((1 if x > y else 0) > 0) - ((1 if x > y else 0) < 0))"],
    ["pow(x > y, 2)", "(1 if x > y else 0) ** 2"],
  ])("%s", (text, code) => expect(pythonFormula(parseExpression(text).tree, none).code).toBe(code));

  it.each([
    ["n * 2 - 1", true],
    ["n // 2", true],
    ["n / 2", false],
    ["round(n / 2)", true],
    ["n ^ 2", true],
    ["2 ^ n", false],
    ["n * 0.5", false],
    ["other + 1", false],
  ])("%s is an int of Python: %s", (text, whole) => {
    const names = (name: string) => (name === "n" ? { code: "n", whole: true } : undefined);
    expect(pythonFormula(parseExpression(text).tree, names).whole).toBe(whole);
  });

  // What Python reads is read here, too: its spelling of a condition, of powers, of a chain.
  it("means what the expression means", () => {
    assert(
      property(arbitraryTree, (tree) => {
        const code = pythonFormula(tree, none).code.replaceAll("math.", "");
        const again = readBack(code);
        pre(again !== null);
        for (const scope of [
          { x: 0.5, y: 2 },
          { x: -3, y: 1 },
        ]) {
          const [ours, theirs] = [evaluateTree(tree, scope), evaluateTree(again, scope)];
          if (Math.abs(ours - theirs) <= 1e-9 * Math.abs(ours)) continue;
          expect(theirs).toBe(ours);
        }
      }),
    );
  });
});
