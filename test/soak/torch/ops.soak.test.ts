import { asyncProperty, assert } from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ops } from "../../../src/ops/catalogue.ts";
import { APART, arbitraryOpGraph } from "./arbitraryOpGraph.ts";
import { disagreement } from "./disagreement.ts";
import { TorchProcess } from "./TorchProcess.ts";

const GRAPHS = Number(process.env["WIREGRAD_TORCH_GRAPHS"] ?? 13_000);

let torch: TorchProcess;
// A busy machine takes its time to import PyTorch.
beforeAll(() => {
  torch = new TorchProcess();
}, 120_000);
afterAll(() => torch.end());

test(`${GRAPHS} random graphs of ops: values, gradients, strides and refusals are PyTorch's`, async () => {
  let compared = 0;
  const taken = new Set<string>();
  await assert(
    asyncProperty(arbitraryOpGraph, async (graph) => {
      const found = await disagreement(graph, torch);
      compared += 1;
      for (const { op } of graph.steps) taken.add(op);
      expect(found).toBeNull();
    }),
    { numRuns: GRAPHS },
  );
  expect(compared).toBeGreaterThanOrEqual(GRAPHS);
  const absent = ops.map(({ name }) => name).filter((name) => !taken.has(name));
  expect(absent).toEqual(Object.keys(APART));
});
