import { expect, it } from "vitest";
import { formatProbability } from "../../../src/editor/ask/formatProbability.ts";

it.each([
  [1, "1.00"],
  [0.314, "0.31"],
  [0.0051, "0.01"],
  [0.0049, "5e-3"],
  [3.2e-9, "3e-9"],
  [0, "0"],
  [Number.NaN, "nan"],
])("the probability %d is written %s", (probability, text) => {
  expect(formatProbability(probability)).toBe(text);
});
