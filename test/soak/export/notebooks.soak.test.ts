/** Notebooks are run by PyTorch, cell after cell: in both styles their losses are ours. */
import { sample } from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readGraph } from "../../../src/graph/file/readGraph.ts";
import type { Graph } from "../../../src/graph/graph.ts";
import { writeNotebook } from "../../../src/io/notebook.ts";
import type { Script, ScriptStyle } from "../../../src/protocol/script/script.ts";
import { writeScript } from "../../../src/torch/writeScript.ts";
import { datasets, galleryNames, galleryText } from "../../contract/graphs/galleryRecords.ts";
import { arbitraryFittingGraph } from "../../contract/nodes/arbitraryFittingGraph.ts";
import { exportedOf } from "../../torch/exportedOf.ts";
import { TorchProcess } from "../torch/TorchProcess.ts";
import { arbitraryLanguageModel } from "./arbitraryLanguageModel.ts";
import { disagreement } from "./disagreement.ts";

const SEED = 20_261_130;

let torch: TorchProcess;
beforeAll(() => {
  torch = new TorchProcess(new URL("serve_scripts.py", import.meta.url));
}, 120_000);
afterAll(() => torch.end());

const graphs = [
  ...sample(arbitraryFittingGraph, { numRuns: 60, seed: SEED }),
  ...sample(arbitraryLanguageModel, { numRuns: 60, seed: SEED }),
].filter(({ nodes }) => nodes.some(({ type }) => type === "cross_entropy" || type === "sum"));

describe.each(["functional", "module"] as const)("notebooks in %s style", (style: ScriptStyle) => {
  it.each(galleryNames())("assert their losses: %s", async (name) => {
    const graph = readGraph(galleryText(name));
    const { plan, exported } = exportedOf(graph, datasets, 50);
    const script = writeScript(plan, exported, { style });
    const notebook = writeNotebook(graph, script, { ...exported, goesOnFrom: null });
    const { error, printed } = (await torch.ask({ notebook })) as { error: string | null; printed: string };
    expect(error).toBeNull();
    for (const { points } of exported.seedLosses.slice(0, 1)) {
      expect(printed.split("\n").filter((line) => /^\d+ \S+$/.test(line))).toHaveLength(points.length);
    }
  });

  it.each(graphs.map((graph, at) => [at, graph] as const))("print our losses: %i", async (_at, graph: Graph) => {
    const text = (script: Script): { readonly notebook: string } => ({
      notebook: writeNotebook(graph, script, { seedLosses: [], goesOnFrom: null }),
    });
    expect(await disagreement(graph, new Map(), torch, { style, text })).toBeNull();
  });
});
