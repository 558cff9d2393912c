import { expect, it } from "vitest";
import type { Tensor } from "../../src/tensor/tensor.ts";
import { PlannedOps } from "../soak/torch/planned.ts";

/** What an op makes of an expanded parameter and of a transposed one. */
function planned(op: string, attributes: Readonly<Record<string, unknown>>): { x: Tensor; y: Tensor }[] {
  const ops = new PlannedOps();
  ops.addLeaf({ dtype: "float32", shape: [1, 2], values: [1, 2], grad: true });
  ops.addStep({ op: "expand", inputs: { x: 0 }, attributes: { shape: [3, 2] } });
  ops.addStep({ op: "transpose", inputs: { x: 0 }, attributes: { dim0: 0, dim1: 1 } });
  return [1, 2].map((place) => {
    ops.addStep({ op, inputs: { x: place }, attributes });
    return { x: ops.tensors[place] as Tensor, y: ops.tensors.at(-1) as Tensor };
  });
}

it.each([
  ["to", { dtype: "float32" }],
  ["dropout", { p: 0 }],
  ["dropout", { p: 0.5, training: false }],
  ["flatten", { start_dim: 1 }],
])("%s with %o makes no tensor: it shows its input, gaps and repeats and all, as PyTorch's", (op, attributes) => {
  for (const { x, y } of planned(op, attributes)) expect(y).toEqual(x);
});

it.each([
  ["to", { dtype: "int32" }],
  ["dropout", { p: 0.5 }],
  ["dropout", { p: 1 }],
])("%s with %o makes one", (op, attributes) => {
  for (const { x, y } of planned(op, attributes)) expect(y.storage).not.toBe(x.storage);
});

it("contiguous makes one only of what does not lie in row-major order", () => {
  const [expanded, transposed] = planned("contiguous", {});
  expect(expanded!.y.stride).toEqual([2, 1]);
  expect(transposed!.y).toEqual(transposed!.x);
});
