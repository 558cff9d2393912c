import { describe, expect, it } from "vitest";
import { readGraph } from "../../src/graph/file/readGraph.ts";
import type { Graph } from "../../src/graph/graph.ts";
import { CompileCache } from "../../src/program/compile/compileCache.ts";
import { planGraph } from "../../src/program/compile/planGraph.ts";
import type { Exported } from "../../src/protocol/exported.ts";
import type { ScriptLine } from "../../src/protocol/script/script.ts";
import { scriptText } from "../../src/protocol/script/scriptText.ts";
import { writeScript } from "../../src/torch/writeScript.ts";
import { galleryText } from "../contract/graphs/galleryRecords.ts";
import { wiredGraph } from "../contract/nodes/wiredGraph.ts";

const SEED_RUN: Exported = {
  seedLosses: [
    {
      node: "loss",
      points: [
        { iteration: 0, loss: 17.769712448120117 },
        { iteration: 1, loss: Number.NaN },
        { iteration: 25, loss: 3 },
      ],
    },
  ],
  lastShown: { iteration: 119, loss: 0.31377 },
  iterations: 120,
  notFromSeedAlone: null,
};

function notebook(): Graph {
  return readGraph(galleryText("notebook-mlp"));
}

function scriptOf(graph: Graph, exported: Exported | null = null) {
  return writeScript(
    planGraph(graph, new Map([["names", "emma\nolivia\nava\nisabella\nsophia\n"]]), new CompileCache()),
    exported,
  );
}

function linesOf(graph: Graph, exported: Exported | null = null): readonly ScriptLine[] {
  return scriptOf(graph, exported).sections.flatMap(({ lines }) => lines);
}

const codeOf = (graph: Graph, exported: Exported | null = null): string => scriptText(scriptOf(graph, exported));

describe("a script", () => {
  it("is the notebook, in its style", () => {
    expect(codeOf(notebook())).toMatchSnapshot();
  });

  it("says of a line its part, its node and the tensors that it makes", () => {
    const lines = linesOf(notebook());
    const about = (code: string) => lines.find((line) => line.code.startsWith(code));
    expect(about("W1 = ")).toMatchObject({
      part: "parameters",
      node: "hidden",
      makes: [{ node: "hidden", port: "W" }],
    });
    expect(about("hidden = ")).toMatchObject({
      part: "forward",
      indent: 1,
      node: "hidden",
      makes: [{ node: "hidden", port: "out" }],
    });
    expect(about("X, Y = ")?.makes).toEqual([
      { node: "context", port: "x" },
      { node: "context", port: "y" },
    ]);
    expect(about("loss.backward()")).toMatchObject({ part: "backward", node: null });
    expect(about("p.data += ")).toMatchObject({ part: "update", indent: 2, node: "sgd" });
    expect(scriptOf(notebook()).variables.get("output.b")).toBe("b2");
  });

  it("holds its losses against the first of the seed's own run, and the last in words", () => {
    const code = codeOf(notebook(), SEED_RUN);
    expect(code).toContain('expected = {0: 17.7697124, 1: float("nan")}\n');
    expect(code).toContain("iterations = 120\n");
    expect(code).toContain("    check(iteration, loss.item(), expected)\n");
    expect(code).toContain("shown, here = 0.31377, seen[119]\n");
  });

  it("says since when and why the numbers are not the seed's alone, and compares none of them", () => {
    const notFromSeedAlone = { since: 60, why: 'node "C"\nwas edited' };
    const code = codeOf(notebook(), { ...SEED_RUN, notFromSeedAlone });
    expect(code).toContain(
      '# What was trained did not come from the seed alone: since iteration 60, "node \\"C\\"\\nwas edited".\n',
    );
    expect(code).not.toContain("0.31377");
  });

  it("checks nothing where there is no loss", () => {
    const graph = wiredGraph({ c: ["constant"], tanh: ["tanh"] }, "c.out tanh.x");
    const code = codeOf(graph, { ...SEED_RUN, seedLosses: [], lastShown: null });
    expect(code).not.toMatch(/assert|check|for iteration/);
    expect(code).toContain("\ntanh = torch.tanh(c)\n");
  });

  it("has a graph's texts in comments alone, as literals", () => {
    const code = codeOf({ ...notebook(), title: 'x"\rimport os\u202E' });
    expect(code.split("\n")[0]).toBe(
      '# "x\\"\\rimport os\\u202e", as PyTorch. Needs torch 1.13 or newer, and nothing else.',
    );
  });

  it("leaves out what is not wired, and says so", () => {
    const graph = wiredGraph(
      { c: ["constant"], tanh: ["tanh"], add: ["add"], sum: ["sum"] },
      "c.out tanh.x",
      "add.out sum.x",
    );
    expect(codeOf(graph)).toContain('# Left out, because they are not wired: "add", "sum".\n');
    expect(codeOf(graph)).not.toContain("add =");
  });

  it("trains by several optimisers, each its own parameters, in one backward pass", () => {
    const graph = wiredGraph(
      {
        a: ["parameter", { shape: "2" }],
        b: ["parameter", { shape: "2" }],
        c: ["parameter", { shape: "2" }],
        one: ["sum"],
        two: ["sum"],
        first: ["sgd"],
        second: ["adam", { zero_grad: false }],
      },
      "a.out one.x",
      "b.out two.x",
      "one.out first.loss",
      "two.out second.loss",
    );
    const code = codeOf(graph);
    expect(code).toContain("parameters = [a, b]\n");
    expect(code).toContain("first_parameters = [a]\n");
    expect(code).toContain("optimizer = torch.optim.Adam(second_parameters, lr=0.001)\n");
    expect(code).toContain(
      "    for p in first_parameters:\n        p.grad = None\n    torch.autograd.backward([one, two])\n",
    );
    expect(code).toContain('    print(iteration, one.item())\n    print(iteration, two.item(), "two")\n');
  });
});

it("gradients that two optimisers clear are cleared once", () => {
  const graph = wiredGraph(
    { a: ["parameter", { shape: "2" }], one: ["sum"], first: ["sgd"], second: ["sgd"] },
    "a.out one.x",
    "one.out first.loss",
    "one.out second.loss",
  );
  const code = codeOf(graph);
  expect(code.match(/p\.grad = None/g)).toHaveLength(1);
  expect(code.match(/p\.data \+= -/g)).toHaveLength(2);
});

describe("no script is written", () => {
  it("of a placeholder", () => {
    const graph = wiredGraph({ c: ["constant"], new: ["conv"] });
    expect(() => scriptOf(graph)).toThrow(
      'This graph has no PyTorch code: node "new" is a placeholder, "conv" is no type that is known here',
    );
  });

  it("of a graph with an error", () => {
    const graph = wiredGraph(
      { a: ["constant"], b: ["constant", { values: "1, 2", shape: "2" }], c: ["add"] },
      "a.out c.a",
      "b.out c.b",
    );
    expect(() => scriptOf(graph)).toThrow(/^This graph has no PyTorch code: node "c": .*size of tensor a \(3\)/);
  });

  it("of a faulty variable", () => {
    expect(() => scriptOf({ ...notebook(), variables: { block_size: "1 +" } })).toThrow(
      /^This graph has no PyTorch code: field "variables.block_size": /,
    );
  });

  it("of nothing", () => {
    expect(() => scriptOf(wiredGraph({ add: ["add"] }))).toThrow(
      "This graph has no PyTorch code: there is nothing to compute yet",
    );
  });
});
