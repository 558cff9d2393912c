import { expect, it } from "vitest";
import { sensibleReach } from "../../../src/program/nudge/sensibleReach.ts";
import { tensorOf } from "../../../src/tensor/tensor.ts";

it.each([
  [[-1, 1, 0.5, -0.5], 0.5, 1],
  [[0.01, -0.01, 0.02], 0.01, 0.02],
  [[1, 1, 1], 1, 0.5],
  [[17.77], 17.77, 10],
  [[0, 0], 0, 1],
  [[1, Number.NaN, -1, Infinity], 100, 50],
  [[3e-20], 3e-20, 2e-20],
])("of %j a move of %f goes as far as %f", (values, value, reach) => {
  expect(sensibleReach(tensorOf("float32", [values.length], values), value)).toBe(reach);
});

it("of a large tensor looks at some numbers", () => {
  const values = Float32Array.from({ length: 1_000_000 }, (_, at) => Math.sin(at));
  expect(sensibleReach(tensorOf("float32", [1000, 1000], values), 0)).toBe(1);
});
