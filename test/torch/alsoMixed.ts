import type { Graph } from "../../src/graph/graph.ts";
import { wiredGraph } from "../contract/nodes/wiredGraph.ts";

/** A graph whose loss is a mean over examples, and a sum of all of them besides, which are known to every process. */
export function alsoMixed(): Graph {
  return wiredGraph(
    {
      c: ["constant", { values: "1, 2, 3, 4, 5, 6", shape: "3, 2" }],
      layer: ["linear", { out: "2" }],
      square: ["mul"],
      row: ["mean", { dim: "1" }],
      mean: ["mean"],
      turned: ["transpose", { dim0: "0", dim1: "1" }],
      other: ["linear", { out: "1" }],
      sum: ["sum"],
      all: ["add"],
      sgd: ["sgd", { lr: "0.01" }],
    },
    "c.out layer.x",
    "layer.out square.a",
    "layer.out square.b",
    "square.out row.x",
    "row.out mean.x",
    "c.out turned.x",
    "turned.out other.x",
    "other.out sum.x",
    "mean.out all.a",
    "sum.out all.b",
    "all.out sgd.loss",
  );
}
