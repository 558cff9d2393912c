/** A script in module style: a class of nn.Module with the names of its state_dict, around it what the functional style has. */
import { describe, expect, it } from "vitest";
import type { Graph } from "../../src/graph/graph.ts";
import { readGraph } from "../../src/graph/file/readGraph.ts";
import { stateDictOf } from "../../src/nodes/stateDict.ts";
import { scriptText } from "../../src/protocol/script/scriptText.ts";
import { writeScript } from "../../src/torch/writeScript.ts";
import { datasets, galleryNames, galleryText } from "../contract/graphs/galleryRecords.ts";
import { planned } from "../contract/graphs/planned.ts";
import { wiredGraph } from "../contract/nodes/wiredGraph.ts";
import { renamedNodes } from "../graph/renamedNodes.ts";
import { inserted, notebookGraph, optimizedBy } from "../session/graphs.ts";
import { opened, train } from "../session/walk.ts";

const SOME_NAMES = new Map([["names", "emma\nolivia\nava\nisabella\nsophia\n"]]);

const planOf = (graph: Graph, texts: ReadonlyMap<string, string> = SOME_NAMES) => planned(graph, texts);
const codeOf = (graph: Graph, texts?: ReadonlyMap<string, string>) =>
  scriptText(writeScript(planOf(graph, texts), null, { style: "module" }));

/** The names under which a script puts what it drew into its model. */
function loadedKeys(code: string): readonly string[] {
  const [, body = ""] = /load_state_dict\(\{\n([^}]*)\}\)/.exec(code) ?? [];
  return [...body.matchAll(/^ {4}"([^"]+)": /gm)].map(([, key]) => key!);
}

/** Those that weights have, as a file of safetensors. */
function weightKeys(graph: Graph, texts: ReadonlyMap<string, string> = SOME_NAMES): readonly string[] {
  const { parameters, buffers } = planOf(graph, texts);
  const own = buffers.filter(({ node, mover, name }) => mover.node === node && !name.includes("."));
  return stateDictOf(
    [...parameters, ...own].map(({ node, name, tensor }) => ({ node, name, shape: tensor.shape })),
  ).map(({ key }) => key);
}

describe("a script in module style", () => {
  it("is the notebook with its layers as modules", () => {
    expect(codeOf(readGraph(galleryText("notebook-mlp")))).toMatchSnapshot();
  });

  it("has the names of the weights: those of the notebook", () => {
    expect(loadedKeys(codeOf(notebookGraph()))).toEqual([
      "C.weight",
      "hidden.weight",
      "hidden.bias",
      "output.weight",
      "output.bias",
    ]);
  });

  it.each(galleryNames())("has the names of the weights: %s", (name) => {
    const graph = readGraph(galleryText(name));
    expect(loadedKeys(codeOf(graph, datasets))).toEqual(weightKeys(graph, datasets));
  });

  it("calls no node as PyTorch's modules call something of theirs", () => {
    const graph = notebookGraph();
    const wanted = new Map([
      ["C", "forward"],
      ["hidden", "training"],
      ["output", "__x"],
    ]);
    const renamed = renamedNodes(
      graph,
      graph.nodes.map(({ id }) => wanted.get(id) ?? id),
    );
    expect(loadedKeys(codeOf(renamed))).toEqual([
      "forward_.weight",
      "training_.weight",
      "training_.bias",
      "_x.weight",
      "_x.bias",
    ]);
  });

  it("is that of the functional style where there are no parameters", () => {
    const graph = wiredGraph({ c: ["constant"], tanh: ["tanh"] }, "c.out tanh.x");
    expect(codeOf(graph)).toBe(scriptText(writeScript(planOf(graph), null)));
  });

  it("moves the statistics of a batch norm in the update, and has its class once", () => {
    const one = inserted(notebookGraph(), { id: "norm", type: "batch_norm", settings: {} }, "tanh.x");
    const two = inserted(one, { id: "again", type: "batch_norm", settings: {} }, "output.x");
    const code = codeOf(two);
    expect(code.match(/class BatchNorm1d\(nn\.BatchNorm1d\):/g)).toHaveLength(1);
    expect(code).toContain("        self.norm = BatchNorm1d(100)\n");
    expect(code).toContain("        norm = self.norm(hidden)\n");
    expect(code).toMatch(/loss\.backward\(\)\n( {4}# \w+\n)? {4}model\.norm\.move\(\)\n/);
    expect(loadedKeys(code)).toEqual(weightKeys(two));
  });

  it("hands a dropout's mask to the model, which is drawn where the graph draws it", () => {
    const graph = inserted(notebookGraph(), { id: "drop", type: "dropout", settings: {} }, "output.x");
    const code = codeOf(graph);
    expect(code).toContain("    def forward(self, X, mask=None):\n");
    expect(code).toContain("        if self.training:\n");
    expect(code).toMatch(/ {4}mask = torch\.rand\(.*, generator=g\) < .*\n {4}output = model\(X, mask\)\n/);
  });

  it("uses the model again as after model.eval()", () => {
    const code = codeOf(readGraph(galleryText("names-mlp")), datasets);
    expect(code).toMatch(
      /def evaluated\((\w+)\):\n {4}model\.eval\(\)\n {4}(\w+) = model\(\1\)\n {4}model\.train\(\)\n {4}return \2\n/,
    );
  });

  it("reads a parameter of its own where it is, in the model and around it", () => {
    const graph = wiredGraph(
      {
        c: ["constant", { values: "1, 2", shape: "1, 2" }],
        W: ["parameter", { shape: "2, 3" }],
        layer: ["linear", { out: "3" }],
        sum: ["sum"],
        size: ["sum"],
        all: ["add"],
        sgd: ["sgd"],
      },
      "c.out layer.x",
      "W.out layer.W",
      "layer.out sum.x",
      "W.out size.x",
      "sum.out all.a",
      "size.out all.b",
      "all.out sgd.loss",
    );
    const code = codeOf(graph);
    expect(loadedKeys(code)).toEqual(["W", "layer.bias"]);
    expect(code).toContain("        self.W = nn.Parameter(torch.empty((2, 3)))\n");
    expect(code).toContain("        self.layer.bias = nn.Parameter(torch.empty((3,)))\n");
    expect(code).toContain(" @ self.W + self.layer.bias\n");
    expect(code).toContain("size = self.W.sum()\n");
  });

  it("begins with what was trained, turned as nn.Linear has it, also what Adam remembers", () => {
    const { session } = opened(optimizedBy("adam", {}));
    train(session, 2);
    const code = scriptText(writeScript(session.plan!, null, { trained: session.checkpoint(), style: "module" }));
    expect(code).toMatch(/\nmodel\.hidden\.weight\.data\.copy_\(.*\.T\.contiguous\(\)\)\n/);
    expect(code).toMatch(/\nmodel\.output\.bias\.data\.copy_\(torch\.tensor\(\[[^T]*\)\n/);
    expect(code).toMatch(
      /\noptimizer\.state\[model\.hidden\.weight\] = \{"step": torch\.tensor\(3\.0\), "exp_avg": .*\.T\.contiguous\(\), /,
    );
  });

  it("counts the batches that a batch norm has seen, from those of what was trained on", () => {
    const { session } = opened(inserted(notebookGraph(), { id: "norm", type: "batch_norm", settings: {} }, "tanh.x"));
    train(session, 4);
    const code = scriptText(writeScript(session.plan!, null, { trained: session.checkpoint(), style: "module" }));
    expect(code).toContain("\n        self.num_batches_tracked += 1\n");
    expect(code).toContain("\nmodel.norm.num_batches_tracked.fill_(5)\n");
    expect(codeOf(session.plan!.graph)).not.toContain("num_batches_tracked.fill_");
  });
});
