import { describe, expect, test } from "vitest";
import { lines } from "../../src/data/lines.ts";
import { split, type Split } from "../../src/data/split.ts";
import type { Sequences } from "../../src/data/sequences.ts";
import { tokenize } from "../../src/data/tokenize.ts";
import { applyEdit } from "../../src/graph/edits/edit.ts";
import type { Graph } from "../../src/graph/graph.ts";
import { CompileCache } from "../../src/program/compile/compileCache.ts";
import { planDiagnostics } from "../../src/program/plan/plan.ts";
import { planGraph } from "../../src/program/compile/planGraph.ts";
import { Generator } from "../../src/tensor/rng/generator.ts";
import { notebookGraph } from "../session/graphs.ts";

const permutation = (seed: number, count: number): Int32Array => {
  const order = new Int32Array(count);
  new Generator(seed).randperm(order);
  return order;
};
const letters = (count: number): Sequences =>
  tokenize(
    Array.from({ length: count }, (_, i) => String.fromCharCode(97 + i).repeat((i % 3) + 1)),
    { level: "char", maxVocab: null },
  );
const text = ({ ids, starts, vocabulary }: Sequences): string[] =>
  Array.from({ length: starts.length - 1 }, (_, i) =>
    Array.from(ids.subarray(starts[i], starts[i + 1]), (id) => vocabulary.tokens[id]).join(""),
  );
const sizes = ({ train, dev, test: last }: Split): number[] => [train, dev, last].map((part) => text(part).length);

describe("randperm, as PyTorch 1.13 gives it", () => {
  test.each([
    [42, [2, 14, 18, 15, 1, 10, 0, 4, 6, 11, 8, 3, 7, 17, 13, 12, 19, 5, 16, 9]],
    [0, [4, 0, 5, 3, 2, 6, 1]],
    [2147483647, [1, 9, 7, 4, 0, 5, 6, 8, 3, 2]],
  ])("seed %i", (seed, expected) => {
    expect([...permutation(seed, expected.length)]).toEqual(expected);
  });

  test("all the names", () => {
    const order = permutation(42, 32_257);
    expect([...order.subarray(0, 6)]).toEqual([13209, 22452, 29663, 10213, 28855, 22180]);
    expect([...order.subarray(25_805, 25_810)]).toEqual([1221, 10474, 12721, 27901, 6657]);
    expect([...order.subarray(-3)]).toEqual([28284, 3904, 25318]);
  });
});

describe("split", () => {
  test("whole words are dealt out in the permutation's order, each once, with the whole vocabulary", () => {
    const all = letters(20);
    const parts = split(all, [0.8, 0.1, 0.1], permutation(42, 20));
    expect(text(parts.train).map((word) => word.charCodeAt(0) - 97)).toEqual([
      2, 14, 18, 15, 1, 10, 0, 4, 6, 11, 8, 3, 7, 17, 13, 12,
    ]);
    expect(text(parts.dev).map((word) => word.charCodeAt(0) - 97)).toEqual([19, 5]);
    expect(text(parts.test).map((word) => word.charCodeAt(0) - 97)).toEqual([16, 9]);
    expect([...text(parts.train), ...text(parts.dev), ...text(parts.test)].sort()).toEqual(text(all).sort());
    for (const part of [parts.train, parts.dev, parts.test]) expect(part.vocabulary).toBe(all.vocabulary);
  });

  test("the cuts are int(0.8 · n) and int(0.9 · n)", () => {
    const names = letters(26);
    expect(sizes(split(names, [0.8, 0.1, 0.1], permutation(1, 26)))).toEqual([20, 3, 3]);
    expect(sizes(split(names, [0.7, 0.2, 0.1], permutation(1, 10)))).toEqual([7, 2, 1]);
    expect(sizes(split(names, [1, 0, 0], permutation(1, 26)))).toEqual([26, 0, 0]);
    expect(sizes(split(letters(1), [0.8, 0.1, 0.1], permutation(1, 1)))).toEqual([0, 0, 1]);
  });

  test.each([
    [[0.9, 0.1], "expected 3 fractions (train, dev, test), got 2"],
    [[0.8, 0.3, -0.1], "expected fractions of at least 0, got -0.1"],
    [[0.8, Number.NaN, 0.1], "expected fractions of at least 0, got NaN"],
    [[0.8, 0.1, 0.2], "expected fractions with the sum 1, got the sum 1.1"],
  ])("%j is refused", (fractions, message) => {
    expect(() => split(letters(5), fractions, permutation(1, 5))).toThrow(message);
  });
});

describe("the split node", () => {
  const splitGraph = (settings: Record<string, string> = {}): Graph => {
    const graph = applyEdit(notebookGraph(), { type: "addNode", nodeType: "split", id: "split" });
    return {
      ...graph,
      nodes: graph.nodes.map((node) => (node.id === "split" ? { ...node, settings } : node)),
      edges: [
        ...graph.edges.filter(({ to }) => to !== "context.ids"),
        { from: "tokenize.ids", to: "split.ids" },
        { from: "split.train", to: "context.ids" },
      ],
    };
  };
  const planned = (graph: Graph) => planGraph(graph, new Map(), new CompileCache());

  test("the graph behind it compiles, and the card says how many lines each part has", () => {
    const plan = planned(splitGraph());
    expect(planDiagnostics(plan)).toEqual([]);
    expect(plan.nodes.get("split")?.lines).toEqual(["train 4 lines", "dev 1 line", "test 1 line"]);
  });

  test("a fraction may use a variable; a wrong sum is told at the node", () => {
    const graph = {
      ...splitGraph({ fractions: "held, (1 - held) / 2, (1 - held) / 2" }),
      variables: { ...notebookGraph().variables, held: "0.5" },
    };
    expect(planDiagnostics(planned(graph))).toEqual([]);
    expect(planDiagnostics(planned(splitGraph({ fractions: "0.5, 0.1, 0.1" })))).toContainEqual(
      expect.objectContaining({ node: "split", message: "expected fractions with the sum 1, got the sum 0.7" }),
    );
  });
});

test("blank lines are no words", () => {
  expect(lines("a\n\n b \r\n\r\n")).toEqual(["a", "b"]);
});

describe("fractions", () => {
  const sequences = tokenize(new Array<string>(3000).fill("a"), { level: "char", maxVocab: null });
  const parts = (fractions: readonly number[], count: number): number[] => {
    const {
      train,
      dev,
      test: rest,
    } = split(
      sequences,
      fractions,
      Int32Array.from({ length: count }, (_, at) => at),
    );
    return [train, dev, rest].map(({ starts }) => starts.length - 1);
  };

  test("are multiplied before they are rounded: thirds of 30 lines are 10 each", () => {
    expect(parts([1 / 3, 1 / 3, 1 / 3], 30)).toEqual([10, 10, 10]);
    expect(parts([1 / 7, 3 / 7, 3 / 7], 21)).toEqual([3, 9, 9]);
    expect(parts([0.7, 0.2, 0.1], 10)).toEqual([7, 2, 1]);
  });

  test("0.8 and 0.1 cut where the notebook's int(0.8 * n) and int(0.9 * n) do, for every n", () => {
    for (let n = 0; n < 3000; n++) {
      const [train, dev, rest] = parts([0.8, 0.1, 0.1], n);
      expect([train, dev, rest]).toEqual([
        Math.trunc(0.8 * n),
        Math.trunc(0.9 * n) - Math.trunc(0.8 * n),
        n - Math.trunc(0.9 * n),
      ]);
    }
  });
});
