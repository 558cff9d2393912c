/** Scripts of PyTorch are run by PyTorch: their losses are ours, and no text of a graph's is code in them. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sample, string } from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readGraph } from "../../../src/graph/file/readGraph.ts";
import type { Graph } from "../../../src/graph/graph.ts";
import { nodeTypes } from "../../../src/nodes/catalogue.ts";
import { CompileCache } from "../../../src/program/compile/compileCache.ts";
import { planGraph } from "../../../src/program/compile/planGraph.ts";
import type { Exported } from "../../../src/protocol/exported.ts";
import { scriptText } from "../../../src/protocol/script/scriptText.ts";
import { writeScript } from "../../../src/torch/writeScript.ts";
import { datasets, galleryNames, galleryText } from "../../contract/graphs/galleryRecords.ts";
import { arbitraryFittingGraph } from "../../contract/nodes/arbitraryFittingGraph.ts";
import { renamedNodes } from "../../graph/renamedNodes.ts";
import { exportedOf } from "../../torch/exportedOf.ts";
import { TorchProcess } from "../torch/TorchProcess.ts";
import { arbitraryLanguageModel } from "./arbitraryLanguageModel.ts";
import { disagreement } from "./disagreement.ts";

const SEED = 20_261_129;

let torch: TorchProcess;
let folder: string;
beforeAll(() => {
  torch = new TorchProcess(new URL("serve_scripts.py", import.meta.url));
  folder = mkdtempSync(join(tmpdir(), "wiregrad-scripts-"));
}, 120_000);
afterAll(() => {
  torch.end();
  rmSync(folder, { recursive: true });
});

/** Random graphs that have something to compute, of both kinds. */
const graphs = [
  ...sample(arbitraryFittingGraph, { numRuns: 140, seed: SEED }),
  ...sample(arbitraryLanguageModel, { numRuns: 100, seed: SEED }),
].filter(({ nodes }) => nodes.some(({ type }) => type === "cross_entropy" || type === "sum"));

describe("the script of each graph of the gallery", () => {
  it.each(galleryNames())("runs as a program, and asserts its losses: %s", (name) => {
    const { plan, exported } = exportedOf(readGraph(galleryText(name)), datasets, 50);
    const file = join(folder, `${name}.py`);
    writeFileSync(file, scriptText(writeScript(plan, exported)));
    const { status, stderr } = spawnSync(torch.interpreter, [file], {
      encoding: "utf8",
      env: { ...process.env, OMP_NUM_THREADS: "1" },
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  });
});

describe("scripts of random graphs", () => {
  it("have every node type", () => {
    const found = new Set(graphs.flatMap(({ nodes }) => nodes.map(({ type }) => type)));
    expect(nodeTypes.map(({ type }) => type).filter((type) => !found.has(type))).toEqual([]);
    expect(graphs.length).toBeGreaterThanOrEqual(200);
  });

  it.each(graphs.map((graph, at) => [at, graph] as const))("print our losses: %i", async (_at, graph) => {
    expect(await disagreement(graph, new Map(), torch)).toBeNull();
  });
});

describe("no text of a graph is code:", () => {
  const hostile = sample(string({ unit: "binary", maxLength: 40 }), { numRuns: 40, seed: SEED });
  const texts = [
    ...hostile,
    '"""\nimport os',
    "\r\nimport os\r",
    "\u202E# \u2028 \u0085 x",
    "\\",
    "'''",
    "\\N{DASH} \0",
  ];

  it.each(galleryNames())("the tree is that of harmless labels: %s", async (name) => {
    const graph = readGraph(galleryText(name));
    const { exported } = exportedOf(graph, datasets, 1);
    const plain = await tree({ ...graph, title: "", description: "", comments: [] }, exported, false);
    for (let at = 0; at < texts.length; at += 6) {
      const [title = "", description = "", ...rest] = texts.slice(at, at + 6);
      const comments = graph.comments.map((comment, place) => ({ ...comment, text: rest[place % rest.length] ?? "" }));
      expect(await tree({ ...graph, title, description, comments }, exported, false)).toEqual(plain);
    }
  });

  it("whatever nodes are called", async () => {
    const graph = readGraph(galleryText("names-mlp"));
    const plain = await tree(graph, null, true);
    for (const text of texts) {
      const ids = graph.nodes.map(({ id }, at) => `${text}${id}${at}`);
      expect(await tree(renamedNodes(graph, ids), null, true)).toEqual(plain);
    }
  });

  it("nor why the numbers are not the seed's alone", async () => {
    const { plan, exported } = exportedOf(readGraph(galleryText("xor")), datasets, 1);
    const codeOf = (why: string): string =>
      scriptText(writeScript(plan, { ...exported, notFromSeedAlone: { since: 3, why } }));
    const plain = await torch.ask({ tree: codeOf("it was edited"), nameless: false });
    for (const text of texts) expect(await torch.ask({ tree: codeOf(text), nameless: false })).toEqual(plain);
  });
});

async function tree(graph: Graph, exported: Exported | null, nameless: boolean): Promise<unknown> {
  const plan = planGraph(graph, datasets, new CompileCache());
  return torch.ask({ tree: scriptText(writeScript(plan, exported)), nameless });
}
