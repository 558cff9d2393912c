import type { Graph } from "./graph.ts";

/** Is a new document: nothing wired yet. */
export const emptyGraph: Graph = {
  format: "wiregrad/graph",
  version: 2,
  title: "Untitled",
  description: "",
  seed: 2147483647,
  variables: {},
  nodes: [],
  edges: [],
  comments: [],
};
