import { expect, test } from "vitest";
import { planDiagnostics } from "../../../src/program/plan/plan.ts";
import { opened, wiredGraph, type WiredNodes } from "./wiredGraph.ts";
import { findTensor } from "../../program/findTensor.ts";

const transposed: WiredNodes = {
  x: ["parameter", { shape: "2, 3", init: "ones" }],
  turned: ["transpose"],
  y: ["tanh"],
};
const wires = ["x.out turned.x", "turned.out y.x"];

test("what is computed of a transposed tensor is transposed, and refuses a view as PyTorch's does", () => {
  const graph = wiredGraph({ ...transposed, flat: ["view", { shape: "6" }] }, ...wires, "y.out flat.x");
  const { plan } = opened(graph);
  expect(findTensor(plan!, "y", "out")).toMatchObject({ shape: [3, 2], stride: [1, 3] });
  expect(planDiagnostics(plan!).map(({ message }) => message)).toEqual([
    "view size is not compatible with input tensor's size and stride (at least one dimension spans across two contiguous " +
      "subspaces). Use .reshape(...) instead.",
  ]);
});

test("reshape copies it, and gradients go through contiguous ones", () => {
  const graph = wiredGraph(
    {
      ...transposed,
      flat: ["reshape", { shape: "6" }],
      weights: ["constant", { shape: "6", values: "1, 2, 3, 4, 5, 6" }],
      product: ["mul"],
      loss: ["sum"],
      sgd: ["sgd", { lr: "0" }],
    },
    ...wires,
    "y.out flat.x",
    "flat.out product.a",
    "weights.out product.b",
    "product.out loss.x",
    "loss.out sgd.loss",
  );
  const session = opened(graph);
  session.handle({ type: "iterate" });
  const { grads } = session.plan!;
  const [x, y] = [findTensor(session.plan!, "x", "out")!, findTensor(session.plan!, "y", "out")!];
  expect(grads.get(y)).toMatchObject({ stride: [2, 1] });
  const slope = 1 - Math.tanh(1) ** 2;
  const expected = [1, 3, 5, 2, 4, 6].map((weight) => weight * slope);
  expect([...grads.get(x)!.storage.data].map((value, at) => Math.abs(value - expected[at]!) < 1e-6)).not.toContain(
    false,
  );
});

test("an edit copies numbers that lie in another order to where they lie the same way", () => {
  const session = opened(wiredGraph(transposed, ...wires));
  const other = wiredGraph({ ...transposed, e: ["exp"] }, ...wires, "y.out e.x");
  session.edit(session.planEdit(other), {}, false);
  const [y, e] = [findTensor(session.plan!, "y", "out")!, findTensor(session.plan!, "e", "out")!];
  expect([y.stride, e.stride]).toEqual([
    [1, 3],
    [1, 3],
  ]);
  expect([...e.storage.data].every((value) => Math.abs(value - Math.exp(Math.tanh(1))) < 1e-6)).toBe(true);
});
