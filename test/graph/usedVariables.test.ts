import { expect, test } from "vitest";
import { usedVariables } from "../../src/graph/usedVariables.ts";

const variables = { block_size: "3", n_embd: "2 * half", half: "1", e5: "9", n_hidden: "100", n: "0" };

test("nodes need the variables that their settings name, and those that these name in turn", () => {
  const nodes = [
    { id: "view", type: "view", settings: { shape: "-1, block_size * n_embd" } },
    { id: "sgd", type: "sgd", settings: { lr: "2.e5" } },
  ];
  expect(usedVariables({ variables }, nodes)).toEqual({ block_size: "3", n_embd: "2 * half", half: "1" });
});

test("a text that only reads like one names none, nor do settings of an unknown type", () => {
  const nodes = [
    { id: "words", type: "words", settings: { source: "text", text: "n_hidden" } },
    { id: "later", type: "from_the_future", settings: { size: "n_hidden" } },
  ];
  expect(usedVariables({ variables }, nodes)).toEqual({});
});

test("variables that name one another in a circle are all needed", () => {
  const circle = { a: "b + 1", b: "a - 1" };
  expect(usedVariables({ variables: circle }, [{ id: "l", type: "linear", settings: { out: "a" } }])).toEqual(circle);
});
