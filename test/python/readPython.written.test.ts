/** A graph that is written as a script comes back from it: nodes, wires, variables, settings and losses. */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readGraph } from "../../src/graph/file/readGraph.ts";
import type { Graph, GraphNode } from "../../src/graph/graph.ts";
import { CompileCache } from "../../src/program/compile/compileCache.ts";
import { planGraph } from "../../src/program/compile/planGraph.ts";
import { scriptText } from "../../src/protocol/script/scriptText.ts";
import { readPython } from "../../src/python/readPython.ts";
import { writeScript } from "../../src/torch/writeScript.ts";
import { batchGraph, inserted, optimizedBy, withSettings } from "../session/graphs.ts";
import { exportedOf } from "../torch/exportedOf.ts";
import { lossesOf } from "./lossesOf.ts";

const root = new URL("../../", import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), "utf8");
const texts = new Map(["names", "moby-dick"].map((name) => [name, read(`public/data/${name}.txt`)]));
const plan = (graph: Graph) => planGraph(graph, texts, new CompileCache());
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

function structure(graph: Graph, same = (line: string): string => line): { nodes: string[]; wires: string[] } {
  return {
    nodes: graph.nodes.map(({ id, type }) => same(`${id}: ${type}`)).toSorted(),
    wires: graph.edges.map(({ from, to }) => same(`${from} -> ${to}`)).toSorted(),
  };
}

/** What the settings of a graph come to. */
function settingsOf(graph: Graph): Record<string, Readonly<Record<string, string>>> {
  return Object.fromEntries([...plan(graph).nodes].map(([id, { resolved }]) => [id, resolved]));
}

/** The variables that a node's expressions name; numbers that are data, or when something is measured, are written out. */
function variablesOf({ type, settings }: GraphNode, { variables }: Graph): readonly string[] {
  const texts_ = Object.entries(settings).flatMap(([name, value]) =>
    typeof value === "string" && name !== "every" && name !== "start" ? [value] : [],
  );
  if (["constant", "expression"].includes(type)) return [];
  return Object.keys(variables).filter((name) => texts_.some((text) => new RegExp(`\\b${name}\\b`).test(text)));
}

function comesBack(graph: Graph, script: string, same?: (line: string) => string): Graph {
  const { graph: found } = readPython(script, "other.py");
  expect(structure(found, same)).toEqual(structure(graph, same));
  expect({ title: found.title, seed: found.seed }).toEqual({ title: graph.title, seed: graph.seed });
  const settings = settingsOf(found);
  // A size that is left open is written as what it comes to.
  for (const [id, expected] of Object.entries(settingsOf(graph))) expect(settings[id], id).toMatchObject(expected);
  for (const node of graph.nodes) {
    const own = found.nodes.find(({ id }) => id === node.id)!;
    expect(variablesOf(own, found), node.id).toEqual(
      variablesOf(node, graph).filter((name) => name in found.variables),
    );
  }
  for (const [name, text] of Object.entries(found.variables)) expect(graph.variables[name]).toBe(text);
  return found;
}

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
