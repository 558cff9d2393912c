import type { Graph } from "../../../src/graph/graph.ts";
import { CompileCache } from "../../../src/program/compile/compileCache.ts";
import { planGraph } from "../../../src/program/compile/planGraph.ts";
import { isFloat } from "../../../src/tensor/dtype.ts";

/** The graph with the sum of what a node makes minimised, where that is one tensor that depends on parameters. */
export function trainedOn(graph: Graph, node: string): Graph {
  const outputs = Object.entries(planGraph(graph, new Map(), new CompileCache()).nodes.get(node)!.outputs);
  const [[port, value] = []] = outputs;
  if (port === undefined || value?.kind !== "tensor" || !isFloat(value.tensor.dtype)) return graph;
  const trained: Graph = {
    ...graph,
    nodes: [
      ...graph.nodes,
      { id: "curved", type: "tanh", settings: {} },
      { id: "sum", type: "sum", settings: {} },
      { id: "sgd", type: "sgd", settings: {} },
    ],
    edges: [
      ...graph.edges,
      { from: `${node}.${port}`, to: "curved.x" },
      { from: "curved.out", to: "sum.x" },
      { from: "sum.out", to: "sgd.loss" },
    ],
  };
  const { nodes } = planGraph(trained, new Map(), new CompileCache());
  return nodes.get("sgd")?.status === "ready" ? trained : graph;
}
