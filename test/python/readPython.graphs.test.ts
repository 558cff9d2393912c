/** Random graphs over all node types come back from every form in which they are written. */
import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import type { Graph } from "../../src/graph/graph.ts";
import { scriptText } from "../../src/protocol/script/scriptText.ts";
import { readPython } from "../../src/python/readPython.ts";
import { writeScript } from "../../src/torch/writeScript.ts";
import { arbitraryFittingGraph } from "../contract/nodes/arbitraryFittingGraph.ts";
import { wiredGraph } from "../contract/nodes/wiredGraph.ts";
import { runs } from "../runs.ts";
import { comesBack, plan } from "./comesBack.ts";
import { forms } from "./forms.ts";
import { lossesOf } from "./lossesOf.ts";

const inOrder = (names: string): string => names.split(", ").toSorted().join(", ");

/**
 * All that a script says of a graph, in any order: that of nodes that do not wait for one another may be another one. So may
 * be which of several nodes that mix examples is named, and which norm's statistics are kept first.
 */
function linesOf(graph: Graph, torchrun: boolean): readonly string[] {
  const script = scriptText(writeScript(plan(graph), null, { iterations: 3, torchrun }));
  return script
    .split("\n")
    .map((line) => line.trim().replace(/(?<=The examples are mixed at )\S+(?=: )/, "one"))
    .map((line) => (line.includes('"buffers"') ? line.replace(/(?<=\[)\w+(?:, \w+)+(?=\])/, inOrder) : line))
    .toSorted();
}

/**
 * Whether a node is the same line of code as another one: a layer that takes a weight in and has no bias is a product, a table
 * that is taken in is indexed, tensors without numbers are 0 apart; or takes something in that its formula does not use.
 */
function isTwin({ nodes, edges }: Graph, code: string): boolean {
  const ends = new Set(edges.map(({ to }) => to));
  return nodes.some(({ id, type, settings }) => {
    if (type === "linear") return ends.has(`${id}.W`) && !ends.has(`${id}.b`) && settings["bias"] !== true;
    if (type === "embedding") return ends.has(`${id}.C`);
    if (type === "expression") return ends.has(`${id}.y`) && !/\by\b/.test(String(settings["formula"]));
    return type === "compare" && code.includes(`${id} = torch.tensor(0.0)`);
  });
}

/** Three rows of the examples of two names, looked up in a table. */
const rowsOfNames: Parameters<typeof wiredGraph>[0] = {
  words: ["words", { source: "text", text: "emma\nava" }],
  tokenize: ["tokenize"],
  context: ["context", { block_size: "2" }],
  batch: ["batch", { size: "3" }],
  table: ["embedding", { dim: "3" }],
};
const wiresOfNames = [
  "words.words tokenize.words",
  "tokenize.ids context.ids",
  "context.x batch.x",
  "context.y batch.y",
  "batch.x table.ids",
  "table.out flat.x",
];

describe("a graph over all node types", () => {
  test.prop([arbitraryFittingGraph, fc.constantFrom(...Object.values(forms))], { numRuns: runs(8, 500) })(
    "is the same after it was written and read",
    (graph, write) => {
      const [code, file] = write(graph);
      const { graph: found, notes } = readPython(code, file);
      expect(notes).toEqual([]);
      if (isTwin(graph, code)) return;
      // The number of rows is open where processes share them.
      const torchrun = code.includes("WORLD_SIZE");
      expect(linesOf(found, torchrun)).toEqual(linesOf(graph, torchrun));
      if (graph.nodes.some(({ type }) => type === "sgd")) expect(lossesOf(found, 2)).toEqual(lossesOf(graph, 2));
    },
    runs(300_000, 2 * 60 * 60_000),
  );

  it.each<[string, Parameters<typeof wiredGraph>]>([
    ["zeros that no optimiser moves", [{ a: ["parameter", { shape: "3", init: "zeros" }], t: ["tanh"] }, "a.out t.x"]],
    ["a dropout of everything", [{ a: ["parameter", { shape: "3" }], t: ["dropout", { p: "1" }] }, "a.out t.x"]],
    [
      "two norms of one tensor",
      [
        {
          a: ["parameter", { shape: "4, 2" }],
          first: ["batch_norm", { momentum: "0.2" }],
          second: ["batch_norm", { momentum: "0.3" }],
          both: ["add"],
          loss: ["sum"],
          sgd: ["sgd"],
        },
        "a.out first.x",
        "a.out second.x",
        "first.out both.a",
        "second.out both.b",
        "both.out loss.x",
        "loss.out sgd.loss",
      ],
    ],
    [
      "a norm that a loss is measured by in some iterations only",
      [
        {
          a: ["parameter", { shape: "4, 2" }],
          loss: ["sum"],
          sgd: ["sgd"],
          ...rowsOfNames,
          flat: ["view", { shape: "3, 6" }],
          norm: ["batch_norm", { momentum: "0.3" }],
          layer: ["linear", { out: "vocab_size" }],
          measured: ["cross_entropy"],
        },
        "a.out loss.x",
        "loss.out sgd.loss",
        ...wiresOfNames,
        "flat.out norm.x",
        "norm.out layer.x",
        "layer.out measured.logits",
        "batch.y measured.target",
      ],
    ],
    [
      "a loss of another loss that is measured more often",
      [
        {
          a: ["parameter", { shape: "2, 3" }],
          loss: ["sum"],
          sgd: ["sgd"],
          c: ["constant", { shape: "2, 3", values: "1, 2, 3, 4, 5, 6" }],
          y: ["constant", { shape: "2", values: "0, 2", dtype: "int32" }],
          first: ["cross_entropy"],
          logits: ["reshape", { shape: "1" }],
          none: ["constant", { shape: "", values: "0", dtype: "int32" }],
          second: ["cross_entropy", { every: "2" }],
        },
        "a.out loss.x",
        "loss.out sgd.loss",
        "c.out first.logits",
        "y.out first.target",
        "first.loss logits.x",
        "logits.out second.logits",
        "none.out second.target",
      ],
    ],
    [
      "masks that are drawn in another order than they are used",
      [
        {
          a: ["parameter", { shape: "4" }],
          c: ["constant", { shape: "4", values: "1, 2, 3, 4" }],
          noise: ["dropout", { p: "0.3" }],
          drop: ["dropout", { p: "0.4" }],
          both: ["mul"],
          loss: ["sum"],
          sgd: ["sgd"],
        },
        "c.out noise.x",
        "a.out drop.x",
        "drop.out both.a",
        "noise.out both.b",
        "both.out loss.x",
        "loss.out sgd.loss",
      ],
    ],
    [
      "a layer that takes its bias in",
      [
        {
          x: ["parameter", { shape: "2, 3" }],
          b: ["parameter", { shape: "4" }],
          layer: ["linear", { out: "4" }],
        },
        "x.out layer.x",
        "b.out layer.b",
      ],
    ],
    [
      "a layer of a tensor without columns",
      [
        {
          a: ["constant", { shape: "0", values: "" }],
          layer: ["linear", { out: "2", bias: false }],
          loss: ["sum"],
          sgd: ["sgd"],
        },
        "a.out layer.x",
        "layer.out loss.x",
        "loss.out sgd.loss",
      ],
    ],
    [
      "a new dimension before the rows of a batch that a loss does not need",
      [
        {
          ...rowsOfNames,
          flat: ["view", { shape: "-1, 6" }],
          layer: ["linear", { out: "vocab_size" }],
          loss: ["cross_entropy"],
          sgd: ["sgd"],
          rows: ["view", { shape: "-1, 2" }],
          wide: ["expand", { shape: "1, 3, 2" }],
        },
        ...wiresOfNames,
        "flat.out layer.x",
        "layer.out loss.logits",
        "batch.y loss.target",
        "loss.loss sgd.loss",
        "batch.x rows.x",
        "rows.out wide.x",
      ],
    ],
    [
      "a layer that is called as the second bias would be",
      [
        {
          a: ["parameter", { shape: "2, 3" }],
          W: ["parameter", { shape: "3, 4" }],
          b1: ["linear", { out: "4", init: "ones" }],
          b2: ["linear", { out: "4", init: "ones" }],
          both: ["add"],
          loss: ["sum"],
          sgd: ["sgd"],
        },
        "a.out b1.x",
        "W.out b1.W",
        "a.out b2.x",
        "W.out b2.W",
        "b1.out both.a",
        "b2.out both.b",
        "both.out loss.x",
        "loss.out sgd.loss",
      ],
    ],
    [
      "rows of a parameter by numbers that count from the end",
      [
        {
          W: ["parameter", { shape: "3, 2" }],
          i: ["arange", { start: "-1", end: "1" }],
          rows: ["index"],
          loss: ["sum"],
          sgd: ["sgd"],
        },
        "W.out rows.x",
        "i.out rows.i",
        "rows.out loss.x",
        "loss.out sgd.loss",
      ],
    ],
    ...["", "4"].map((shape): [string, Parameters<typeof wiredGraph>] => [
      `a parameter of shape [${shape}] that is called as a second bias would be`,
      [
        {
          x: ["parameter", { shape: "2, 3" }],
          W: ["parameter", { shape: "3, 4" }],
          b2: ["parameter", { shape }],
          layer: ["linear", { out: "4", bias: false }],
          loss: ["sum"],
          sgd: ["sgd"],
        },
        "x.out layer.x",
        "W.out layer.W",
        "b2.out layer.b",
        "layer.out loss.x",
        "loss.out sgd.loss",
      ],
    ]),
    ["numbers in even steps", [{ a: ["linspace", { start: "0", end: "1", steps: "5" }], t: ["tanh"] }, "a.out t.x"]],
    ["a cast to what it is", [{ a: ["parameter", { shape: "3" }], t: ["to", { dtype: "float32" }] }, "a.out t.x"]],
    ["a cast to a mask", [{ a: ["parameter", { shape: "3" }], t: ["to", { dtype: "bool" }] }, "a.out t.x"]],
    ["no numbers", [{ a: ["constant", { shape: "0", values: "" }], t: ["tanh"] }, "a.out t.x"]],
  ])("with %s comes back", (_what, [nodes, ...wires]) => {
    const graph = wiredGraph(nodes, ...wires);
    for (const write of Object.values(forms)) {
      const [code, file] = write(graph);
      const found = comesBack(graph, code, undefined, file);
      if ("sgd" in nodes) expect(lossesOf(found, 3)).toEqual(lossesOf(graph, 3));
    }
  });

  it("draws a layer's bias by the size of the weight that is wired in, whatever the layer says of its own", () => {
    const graph = wiredGraph(
      {
        x: ["parameter", { shape: "2, 3" }],
        W: ["parameter", { shape: "3, 4" }],
        layer: ["linear", { in: "9", out: "4", init: "nn_linear" }],
        loss: ["sum"],
        sgd: ["sgd"],
      },
      "x.out layer.x",
      "W.out layer.W",
      "layer.out loss.x",
      "loss.out sgd.loss",
    );
    const [code, file] = forms["a script for one process or several"](graph);
    expect(code).toContain("b = torch.empty(4).uniform_(-1 / math.sqrt(3), 1 / math.sqrt(3), generator=g)");
    expect(lossesOf(readPython(code, file).graph, 3)).toEqual(lossesOf(graph, 3));
  });

  it("is told of where a part of it is not read", () => {
    const graph = wiredGraph({ a: ["parameter", { shape: "3" }], t: ["tanh"], e: ["exp"] }, "a.out t.x", "a.out e.x");
    const code = forms["a script for one process or several"](graph)[0].replace("torch.tanh(", "torch.special.erfcx(");
    const { notes, graph: found } = readPython(code, "other.py");
    expect(notes).toMatchObject([{ message: "torch.special.erfcx is not read" }]);
    expect(found.nodes.map(({ id }) => id)).toEqual(["a", "e"]);
  });
});
