import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { mightAsk } from "../../../src/editor/ask/mightAsk.ts";
import { readGraph } from "../../../src/graph/file/readGraph.ts";
import { notebookGraph, withNodes } from "../../session/graphs.ts";

describe("whether a graph has a strip to ask it by", () => {
  it("is whether examples lead to logits, in the gallery", () => {
    const folder = new URL("../../../graphs/", import.meta.url);
    const asked = readdirSync(folder).filter((name) =>
      mightAsk(readGraph(readFileSync(new URL(name, folder), "utf8"))),
    );
    expect(asked).toEqual([
      "bengio-words.json",
      "expression-activation.json",
      "learning-rate-finder.json",
      "names-mlp.json",
      "notebook-mlp.json",
    ]);
  });

  it("does not change while a wire on the way is missing", () => {
    const graph = notebookGraph();
    for (const { to } of graph.edges) {
      expect(mightAsk({ ...graph, edges: graph.edges.filter((edge) => edge.to !== to) })).toBe(true);
    }
    expect(mightAsk({ ...graph, edges: [] })).toBe(true);
  });

  it("is whether contexts and answers lead to a loss that is written by hand", () => {
    const graph = notebookGraph();
    const nodes = graph.nodes.filter(({ id }) => id !== "loss");
    const edges = graph.edges.filter(({ from, to }) => !from.startsWith("loss.") && !to.startsWith("loss."));
    const byHand = (wires: readonly (readonly [string, string])[]): boolean =>
      mightAsk(
        withNodes(
          { ...graph, nodes, edges },
          [
            ["P", "softmax", {}],
            ["mean", "mean", {}],
            ["picked", "index", {}],
          ],
          wires,
        ),
      );
    const [toP, toLoss] = [
      ["output.out", "P.x"],
      ["mean.out", "sgd.loss"],
    ] as const;
    expect(byHand([toP, ["P.out", "picked.x"], ["context.y", "picked.j"], ["picked.out", "mean.x"], toLoss])).toBe(
      true,
    );
    expect(byHand([toP, ["P.out", "mean.x"], toLoss])).toBe(false);
  });

  it("is not where the logits are somebody's own numbers", () => {
    const graph = notebookGraph();
    const own = { ...graph, edges: graph.edges.filter(({ to }) => to !== "loss.logits") };
    expect(mightAsk(withNodes(own, [["free", "parameter", {}]], [["free.out", "loss.logits"]]))).toBe(false);
  });
});
