import { expect, test } from "vitest";
import { parseExpressionList } from "../../src/expression/parseExpressionList.ts";
import { resolveVariables, variableCircle, variableNameRefusal } from "../../src/expression/resolveVariables.ts";

test("variables use each other, whatever their order", () => {
  expect(resolveVariables({ area: "side ^ 2", side: "half * 2", half: "1.5" })).toEqual({
    values: { half: 1.5, side: 3, area: 9 },
    diagnostics: [],
  });
});

test("a circle is named once, and what uses it has no value", () => {
  expect(resolveVariables({ d: "a", a: "b + 1", b: "c", c: "a", free: "2" })).toEqual({
    values: { free: 2 },
    diagnostics: [
      { field: "variables.a", message: "variables go in a circle: a → b → c → a" },
      { field: "variables.d", message: 'uses "a", which has no value' },
      { field: "variables.b", message: 'uses "c", which has no value' },
      { field: "variables.c", message: 'uses "a", which has no value' },
    ],
  });
  expect(variableCircle({ a: "a" })).toEqual(["a", "a"]);
  expect(variableCircle({ a: "b +", b: "a" })).toBeNull();
});

test("each fault is told at its variable", () => {
  expect(resolveVariables({ a: "1 +", b: "missing", c: "1 / 0", d: "a + 1" })).toEqual({
    values: {},
    diagnostics: [
      { field: "variables.a", message: "the expression ends too early" },
      { field: "variables.b", message: 'the name "missing" is not known here' },
      { field: "variables.c", message: '"1 / 0" gives Infinity, expected a finite number' },
      { field: "variables.d", message: 'uses "a", which has no value' },
    ],
  });
});

test("a chain of a thousand variables resolves", () => {
  const chain = Object.fromEntries(
    Array.from({ length: 1000 }, (_, i) => [`v${i}`, i === 999 ? "1" : `v${i + 1} + 1`]),
  );
  expect(resolveVariables(chain).values["v0"]).toBe(1000);
});

test.each([
  ["block_size", null],
  ["_", null],
  ["toString", null],
  ["", '"" is not a name, expected letters, digits and _, not beginning with a digit'],
  ["2a", '"2a" is not a name, expected letters, digits and _, not beginning with a digit'],
  ["é", '"é" is not a name, expected letters, digits and _, not beginning with a digit'],
  ["a-b", '"a-b" is not a name, expected letters, digits and _, not beginning with a digit'],
  ["exp", '"exp" is the name of a function'],
  ["pi", '"pi" is the name of a constant'],
  ["vocab_size", '"vocab_size" is a name that the graph itself gives a value'],
  ["mod", '"mod" is not allowed as a name'],
  ["__proto__", '"__proto__" is not allowed as a name'],
  ["a".repeat(129), "the name has 129 characters, at most 128 are allowed"],
])("the variable name %j", (name, refusal) => {
  expect(variableNameRefusal(name)).toBe(refusal);
});

test("a list is split outside parentheses, and a fault says which part it is in", () => {
  expect(parseExpressionList("-1, max(2, 3) * 2").map((part) => part.evaluate({}))).toEqual([-1, 6]);
  expect(parseExpressionList("  ")).toEqual([]);
  expect(() => parseExpressionList("-1, 2 *")).toThrow("expression 2 of 2: the expression ends too early");
  expect(() => parseExpressionList("1,")).toThrow("expression 2 of 2: the expression is empty, expected a number");
});
