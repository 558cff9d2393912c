import { array, assert, integer, property } from "fast-check";
import { expect, test } from "vitest";
import { parseExpression } from "../../../src/expression/parseExpression.ts";
import { foldOver } from "../../../src/ops/contract/fold.ts";
import type { Cell, Formula, Term } from "../../../src/ops/contract/term.ts";
import { writeTerm, type Style } from "../../../src/ops/why/writeTerm.ts";
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

const written = (term: Term, style: Style): string =>
  writeTerm(term, style, () => ({ label: "x", dtype: "int32" }))
    .map(({ text }) => text)
    .join("");

const totals = (numbers: readonly number[], dtype: DType): string =>
  writeTerm(formula(numbers), "totals", () => ({ label: "x", dtype }))
    .map(({ text }) => text)
    .join("");

test("what a sum comes to is written as its numbers are: integers with all their digits", () => {
  expect(totals([2147483647, -5], "int32")).toBe("2147483642 + 1");
  expect(totals([2147483647, -5], "float32")).toBe("2.1475e+09 + 1");
});

test("of a long sum the largest terms are written, and what the others come to, so that one sees it add up", () => {
  assert(
    property(array(integer({ min: -999, max: 999 }), { minLength: 3, maxLength: 40 }), (numbers) => {
      const text = written(formula(numbers).names["total"]!, "short");
      const others = / ([+−]) (\d+) \(the other (\d+)\)$/u.exec(text)!;
      const shown = text
        .slice(0, others.index)
        .split(" + ")
        .map((one) => Number(one.replaceAll(/[()]/gu, "")));
      expect(shown).toHaveLength(numbers.length - Number(others[3]));
      const rest = others[1] === "−" ? -Number(others[2]) : Number(others[2]);
      expect(shown.reduce((sum, one) => sum + one, rest)).toBe(numbers.reduce((sum, one) => sum + one, 0));
      const least = Math.min(...shown.map(Math.abs));
      expect(numbers.filter((one) => Math.abs(one) > least).length).toBeLessThan(shown.length);
    }),
  );
});

test("a short line writes a comparison in a sum as 1 or 0, and what is called a number as that", () => {
  const { names } = formula([3, 3]);
  const of = (text: string): Formula => ({ ...formula([3, 3]), tree: parseExpression(text).tree, names });
  expect(written(of("total - (total == 6)"), "short")).toBe("3 + 3 − 1");
  expect(written(of("total - (total == 7)"), "numbers")).toBe("3 + 3 − (3 + 3 == 7)");
  expect(written({ ...of("total + 1"), asNumber: true }, "short")).toBe("7");
});
