import { fc, test as prop } from "@fast-check/vitest";
import { describe, expect, test } from "vitest";
import { renameInCondition } from "../../../src/protocol/condition/renameInCondition.ts";
import { readReference, writePart } from "../../../src/protocol/condition/tensorReference.ts";

const tensors: Readonly<Record<string, readonly string[]>> = {
  hidden: ["out", "W", "b"],
  C: ["out", "C"],
  tanh: ["out"],
};
const has = (node: string, name: string): boolean => (tensors[node] ?? []).includes(name);

describe("a condition follows a node that is renamed", () => {
  test.each([
    ["max(hidden.W) > 1", null, { hidden: "first" }, "max(first.W) > 1"],
    ["hidden.W.grad[0, 3] < 2*hidden.b[ 1 ]", null, { hidden: "a b" }, '"a b".W.grad[0, 3] < 2*"a b".b[ 1 ]'],
    ['"a b".out[0] > 0', null, { "a b": "ab" }, "ab.out[0] > 0"],
    ["C.grad[0, 0] > 0", null, { C: "emb" }, "emb.C.grad[0, 0] > 0"],
    ["C.grad[0, 0] > 0", "C", { C: "emb" }, "C.grad[0, 0] > 0"],
    ["tanh(hidden.b[0]) + tanh.out[0]", null, { tanh: "act", hidden: "tanh" }, "tanh(tanh.b[0]) + act.out[0]"],
    ["max(out) > 1 and nothidden.W > 0", "tanh", { hidden: "first" }, "max(out) > 1 and nothidden.W > 0"],
    ["hidden.W > (", null, { hidden: "or" }, '"or".W > ('],
    ['"hidden.W', null, { hidden: "x" }, '"hidden.W'],
  ] as const)("%s at %s after %o", (text, node, renamed, expected) => {
    expect(renameInCondition(text, node, renamed, has)).toBe(expected);
  });

  test.each([
    ["iteration == n and max(out) > n", "tanh", "iteration == many and max(out) > many"],
    ["n > 2.n and n1 > 1n", null, "many > 2.n and n1 > 1n"],
    ["hidden.n > n", null, "hidden.n > many"],
    ["loss < n + (", null, "loss < many + ("],
  ] as const)("a variable that is renamed: %s at %s", (text, node, expected) => {
    expect(renameInCondition(text, node, {}, has, { name: "n", to: "many" })).toBe(expected);
  });

  test("a tensor of the node's that has the variable's name stays", () => {
    expect(renameInCondition("W > 1", "hidden", {}, has, { name: "W", to: "w" })).toBe("W > 1");
    expect(renameInCondition("W > 1", "tanh", {}, has, { name: "W", to: "w" })).toBe("w > 1");
  });

  prop.prop([fc.string({ minLength: 1, maxLength: 12 }), fc.string({ minLength: 1, maxLength: 12 })])(
    "whatever it is called, and back again",
    (first, second) => {
      const text = `mean(${writePart(first)}.W[0, -1:]) > 1`;
      const there = renameInCondition(text, null, { [first]: second }, () => false);
      expect(there).toBe(`mean(${writePart(second)}.W[0, -1:]) > 1`);
      expect(renameInCondition(there, null, { [second]: first }, () => false)).toBe(text);
      expect(readReference(`${writePart(first)}.W`, 0)?.parts).toEqual([first, "W"]);
    },
  );
});
