/** Scripts in module style are run by PyTorch: their losses are ours, and their state_dict has the names of the weights. */
import { sample } from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Graph } from "../../../src/graph/graph.ts";
import { readGraph } from "../../../src/graph/file/readGraph.ts";
import { stateDictOf } from "../../../src/nodes/stateDict.ts";
import type { Plan } from "../../../src/program/plan/plan.ts";
import { scriptText } from "../../../src/protocol/script/scriptText.ts";
import { writeScript } from "../../../src/torch/writeScript.ts";
import { datasets, galleryNames, galleryText } from "../../contract/graphs/galleryRecords.ts";
import { arbitraryFittingGraph } from "../../contract/nodes/arbitraryFittingGraph.ts";
import { exportedOf } from "../../torch/exportedOf.ts";
import { TorchProcess } from "../torch/TorchProcess.ts";
import { arbitraryLanguageModel } from "./arbitraryLanguageModel.ts";
import { disagreement } from "./disagreement.ts";

const SEED = 20_261_129;

let torch: TorchProcess;
beforeAll(() => {
  torch = new TorchProcess(new URL("serve_scripts.py", import.meta.url));
}, 120_000);
afterAll(() => torch.end());

const graphs = [
  ...sample(arbitraryFittingGraph, { numRuns: 60, seed: SEED }),
  ...sample(arbitraryLanguageModel, { numRuns: 60, seed: SEED }),
].filter(({ nodes }) => nodes.some(({ type }) => type === "cross_entropy" || type === "sum"));

interface Answer {
  readonly error: string | null;
  readonly keys: readonly string[];
}

describe("the module of each graph of the gallery", () => {
  it.each(galleryNames())("asserts our losses, and has the names of the weights: %s", async (name) => {
    const { plan, exported } = exportedOf(readGraph(galleryText(name)), datasets, 50);
    const code = scriptText(writeScript(plan, exported, { style: "module" }));
    const { error, keys } = (await torch.ask({ code })) as Answer;
    expect(error).toBeNull();
    expect(sorted(keys)).toEqual(sorted(weightKeys(plan)));
  });
});

describe("modules of random graphs", () => {
  it.each(graphs.map((graph, at) => [at, graph] as const))("print our losses: %i", async (_at, graph: Graph) => {
    expect(await disagreement(graph, new Map(), torch, "module")).toBeNull();
  });
});

function weightKeys({ parameters, buffers }: Plan): readonly string[] {
  const own = buffers.filter(({ node, mover, name }) => mover.node === node && !name.includes("."));
  return stateDictOf(
    [...parameters, ...own].map(({ node, name, tensor }) => ({ node, name, shape: tensor.shape })),
  ).map(({ key }) => key);
}

/** A batch norm of PyTorch's counts its batches besides, which changes no number. */
function sorted(keys: readonly string[]): readonly string[] {
  return keys.filter((key) => !key.endsWith(".num_batches_tracked")).toSorted();
}
