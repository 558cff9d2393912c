/** A graph that is written as a script comes back from it: nodes, wires, variables, settings and losses. */
import { readdirSync, readFileSync } from "node:fs";
import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { readGraph } from "../../src/graph/file/readGraph.ts";
import type { Graph } from "../../src/graph/graph.ts";
import { scriptText } from "../../src/protocol/script/scriptText.ts";
import { readPython } from "../../src/python/readPython.ts";
import { writeScript } from "../../src/torch/writeScript.ts";
import { runs } from "../runs.ts";
import { batchGraph, inserted, optimizedBy, withSettings } from "../session/graphs.ts";
import { arbitraryLanguageModel } from "../soak/export/arbitraryLanguageModel.ts";
import { exportedOf } from "../torch/exportedOf.ts";
import { comesBack, plan, texts } from "./comesBack.ts";
import { forms } from "./forms.ts";
import { lossesOf } from "./lossesOf.ts";

const root = new URL("../../", import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), "utf8");
const gallery = readdirSync(new URL("graphs", root)).map((file) => file.replace(".json", ""));

/** What a script does not tell apart: a formula of one operation, and which of two tensors it calls x. */
const SAME: Readonly<Record<string, (line: string) => string>> = {
  "embedding-lookup": (line) =>
    line
      .replace("square: expression", "square: mul")
      .replace(/square\.x$/, "square.a")
      .replace(/square\.y$/, "square.b"),
  "bigram-counts": (line) => line.replace(/surprise\.[xy]$/, "surprise.?"),
};

/** Words that only a script's end draws are drawn as often as is usual. */
const models = arbitraryLanguageModel.map((graph): Graph => {
  const { every: _every, ...usual } = graph.nodes.find(({ type }) => type === "sample")?.settings ?? {};
  const nodes = graph.nodes.map((node) => (node.type === "sample" ? { ...node, settings: usual } : node));
  return { ...graph, nodes };
});

describe("a script that is written of a graph", () => {
  it.each(gallery)("%s is that graph again, and the loop's count where it stops", (name) => {
    const graph = readGraph(read(`graphs/${name}.json`));
    const script = scriptText(writeScript(plan(graph), null, { iterations: 120 }));
    const found = comesBack(graph, script, SAME[name]);
    const isTrained = plan(graph).optimizers.length > 0;
    expect(readPython(script, "other.py").stopAt).toBe(isTrained ? 119 : null);
    // The words of a novel take their time.
    if (isTrained && name !== "bengio-words") expect(lossesOf(found, 2)).toEqual(lossesOf(graph, 2));
  });

  it("that holds its losses against those of the seed's own run is read as well", () => {
    const graph = readGraph(read("graphs/xor.json"));
    const { plan: planned, exported } = exportedOf(graph, texts);
    comesBack(graph, scriptText(writeScript(planned, exported)));
  });

  test.prop([models, fc.constantFrom(...Object.values(forms))], {
    numRuns: runs(5, 300),
  })(
    "a random one in any form of file is that graph again",
    (graph, write) => {
      const [code, file] = write(graph);
      const found = comesBack(graph, code, undefined, file);
      expect(lossesOf(found, 2)).toEqual(lossesOf(graph, 2));
    },
    runs(300_000, 60 * 60_000),
  );

  it.each(Object.entries(forms))("of the gallery in the form of %s is that graph again", (_form, write) => {
    for (const name of ["notebook-mlp", "xor", "embedding-lookup"]) {
      const graph = readGraph(read(`graphs/${name}.json`));
      const [code, file] = write(graph);
      const found = comesBack(graph, code, SAME[name], file);
      expect(lossesOf(found, 2)).toEqual(lossesOf(graph, 2));
    }
  });

  const layers = inserted(
    inserted(batchGraph(), { id: "norm", type: "batch_norm", settings: { momentum: "0.3" } }, "tanh.x"),
    { id: "drop", type: "dropout", settings: { p: "0.2" } },
    "output.x",
  );
  it.each<[string, Graph]>([
    ["layers with a state", layers],
    ["a layer norm", inserted(batchGraph(), { id: "norm", type: "layer_norm", settings: { eps: "0.01" } }, "tanh.x")],
    ["Adam", optimizedBy("adam", { lr: "0.02", betas: "0.8, 0.9", eps: "1e-6", weight_decay: "0.01" })],
    ["AdamW with a schedule", optimizedBy("adamw", { lr: "iteration < 5 ? 0.1 : 0.01" })],
    ["momentum", optimizedBy("sgd", { lr: "0.05", momentum: "0.9", nesterov: true })],
    ["gradients that add up", optimizedBy("sgd", { lr: "0.05", zero_grad: false })],
    [
      "other starts",
      withSettings(withSettings(batchGraph(), "hidden", { init: "xavier_uniform", gain: "5 / 3" }), "C", {
        init: "uniform",
      }),
    ],
    ["nn.Linear's start", withSettings(batchGraph(), "hidden", { init: "nn_linear" })],
    ["a layer without a bias", withSettings(batchGraph(), "hidden", { bias: false })],
  ])("with %s is that graph again", (_name, graph) => {
    const found = comesBack(graph, scriptText(writeScript(plan(graph), null)));
    expect(lossesOf(found, 3)).toEqual(lossesOf(graph, 3));
  });
});
