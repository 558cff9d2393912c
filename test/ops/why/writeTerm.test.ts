import { expect, test } from "vitest";
import { parseExpression } from "../../../src/expression/parseExpression.ts";
import { foldOver } from "../../../src/ops/contract/fold.ts";
import type { Cell, Formula } from "../../../src/ops/contract/term.ts";
import { writeTerm } from "../../../src/ops/why/writeTerm.ts";
import type { DType } from "../../../src/tensor/dtype.ts";

/** `total + 1` over the sum of two cells of a tensor. */
function formula(numbers: readonly number[]): Formula {
  const cell = (at: number): Cell => ({
    kind: "cell",
    tensor: "x",
    subscripts: [at],
    index: [at],
    value: numbers[at] ?? Number.NaN,
  });
  const total = foldOver("sum", [{ size: numbers.length }], ([at]) => cell(Number(at)), null, 8);
  return { kind: "formula", tree: parseExpression("total + 1").tree, names: { total }, value: total.value + 1 };
}

const totals = (numbers: readonly number[], dtype: DType): string =>
  writeTerm(formula(numbers), "totals", () => ({ label: "x", dtype }))
    .map(({ text }) => text)
    .join("");

test("what a sum comes to is written as its numbers are: integers with all their digits", () => {
  expect(totals([2147483647, -5], "int32")).toBe("2147483642 + 1");
  expect(totals([2147483647, -5], "float32")).toBe("2.1475e+09 + 1");
});
