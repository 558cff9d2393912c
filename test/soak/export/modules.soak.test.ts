/** Scripts in module style are run by PyTorch: their losses are ours, and their state_dict has the names of the weights. */
import { sample, string } from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Graph } from "../../../src/graph/graph.ts";
import { readGraph } from "../../../src/graph/file/readGraph.ts";
import { batchCountKeys, stateDictOf } from "../../../src/nodes/stateDict.ts";
import type { Plan } from "../../../src/program/plan/plan.ts";
import { scriptText } from "../../../src/protocol/script/scriptText.ts";
import { writeScript } from "../../../src/torch/writeScript.ts";
import { datasets, galleryNames, galleryText } from "../../contract/graphs/galleryRecords.ts";
import { arbitraryFittingGraph } from "../../contract/nodes/arbitraryFittingGraph.ts";
import { wiredGraph, type WiredNodes } from "../../contract/nodes/wiredGraph.ts";
import { renamedNodes } from "../../graph/renamedNodes.ts";
import { inserted, notebookGraph, optimizedBy } from "../../session/graphs.ts";
import { opened, train } from "../../session/walk.ts";
import { exportedOf } from "../../torch/exportedOf.ts";
import { TorchProcess } from "../torch/TorchProcess.ts";
import { arbitraryLanguageModel } from "./arbitraryLanguageModel.ts";
import { disagreement } from "./disagreement.ts";
import { firstApart, printedLosses } from "./printedLosses.ts";

const SEED = 20_261_129;

let torch: TorchProcess;
beforeAll(() => {
  torch = new TorchProcess(new URL("serve_scripts.py", import.meta.url));
}, 120_000);
afterAll(() => torch.end());

const graphs = [
  ...sample(arbitraryFittingGraph, { numRuns: 140, seed: SEED }),
  ...sample(arbitraryLanguageModel, { numRuns: 100, seed: SEED }),
].filter(({ nodes }) => nodes.some(({ type }) => type === "cross_entropy" || type === "sum"));

interface Answer {
  readonly printed: string;
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

describe("modules that are used again", () => {
  it("as a whole, and measured", async () => {
    const graph = usedAgain("output.out", { dev_loss: ["cross_entropy"] }, "apply.out dev_loss.logits");
    expect(codeOf(graph)).toContain("model.eval()");
    expect(await disagreement(graph, new Map(), torch, { style: "module" })).toBeNull();
  });

  it("in part, below a layer that is trained on it", async () => {
    const graph = usedAgain(
      "norm.out",
      { head: ["linear", { out: "vocab_size" }], dev_loss: ["cross_entropy"], adam: ["adam"] },
      "apply.out head.x",
      "head.out dev_loss.logits",
      "dev_loss.loss adam.loss",
    );
    expect(codeOf(graph)).toContain("model.head(");
    expect(await disagreement(graph, new Map(), torch, { style: "module" })).toBeNull();
  });
});

it("a parameter that is the loss itself is the model's", async () => {
  const graph = wiredGraph({ a: ["parameter", { shape: "" }], sgd: ["sgd"] }, "a.out sgd.loss");
  expect(await disagreement(graph, new Map(), torch, { style: "module" })).toBeNull();
});

it.each(["sgd", "adam"])("what was trained by %s goes on as in the functional style", async (type) => {
  const { session } = opened(optimizedBy(type, type === "sgd" ? { momentum: "0.9", lr: "0.01" } : {}));
  train(session, 5);
  const losses = await Promise.all(
    (["functional", "module"] as const).map(async (style) => {
      const script = writeScript(session.plan!, null, { trained: session.checkpoint(), iterations: 20, style });
      const { printed, error } = (await torch.ask({ code: scriptText(script) })) as Answer;
      expect(error).toBeNull();
      return printedLosses(printed);
    }),
  );
  expect(losses[0]!.get("")?.size).toBe(14);
  expect(firstApart(losses[0]!, losses[1]!, 1e-4)).toBeNull();
});

it("no name of a node is code in a module", async () => {
  const graph = readGraph(galleryText("names-mlp"));
  const tree = (named: Graph): Promise<unknown> => {
    const code = scriptText(writeScript(exportedOf(named, datasets, 0).plan, null, { style: "module" }));
    return torch.ask({ tree: code, nameless: true, attributes: true });
  };
  const plain = await tree(graph);
  const hostile = sample(string({ unit: "binary", maxLength: 40 }), { numRuns: 20, seed: SEED });
  for (const text of [
    ...hostile,
    '"""\nimport os',
    "\r\nimport os\r",
    "\u202E# \u2028 \u0085 x",
    "\\",
    "__",
    "self.",
    "\0",
  ]) {
    const ids = graph.nodes.map(({ id }, at) => `${text}${id}${at}`);
    expect(await tree(renamedNodes(graph, ids))).toEqual(plain);
  }
});

/** The notebook with a batch norm and a dropout, and what is computed up to an output applied to other contexts. */
function usedAgain(from: string, nodes: WiredNodes, ...wires: readonly string[]): Graph {
  const normed = inserted(notebookGraph(), { id: "norm", type: "batch_norm", settings: {} }, "tanh.x");
  const graph = inserted(normed, { id: "drop", type: "dropout", settings: { p: "0.2" } }, "output.x");
  const dev: WiredNodes = { dev: ["context", { block_size: "block_size", first: "7" }], apply: ["apply"] };
  const more = wiredGraph(
    { ...dev, ...nodes },
    "tokenize.ids dev.ids",
    `${from} apply.model`,
    "dev.x apply.x",
    "dev.y dev_loss.target",
    ...wires,
  );
  return { ...graph, nodes: [...graph.nodes, ...more.nodes], edges: [...graph.edges, ...more.edges] };
}

function codeOf(graph: Graph): string {
  return scriptText(writeScript(exportedOf(graph, new Map(), 1).plan, null, { style: "module" }));
}

describe("modules of random graphs", () => {
  it.each(graphs.map((graph, at) => [at, graph] as const))("print our losses: %i", async (_at, graph: Graph) => {
    expect(await disagreement(graph, new Map(), torch, { style: "module" })).toBeNull();
    const { plan } = exportedOf(graph, new Map(), 1);
    const code = scriptText(writeScript(plan, null, { iterations: 1, style: "module" }));
    const { error, keys } = (await torch.ask({ code })) as Answer;
    if (error === null) expect(sorted(keys)).toEqual(sorted(weightKeys(plan)));
  });
});

function weightKeys({ parameters, buffers }: Plan): readonly string[] {
  const own = buffers.filter(({ node, mover, name }) => mover.node === node && !name.includes("."));
  const entries = stateDictOf(
    [...parameters, ...own].map(({ node, name, tensor }) => ({ node, name, shape: tensor.shape })),
  );
  return [...entries.map(({ key }) => key), ...batchCountKeys(entries)];
}

function sorted(keys: readonly string[]): readonly string[] {
  return keys.toSorted();
}
