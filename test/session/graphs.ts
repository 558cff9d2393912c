import type { Graph, GraphNode } from "../../src/graph/graph.ts";

/** The notebook's network as a test may bend it. `changes` replace settings by node id. */
export function notebookGraph(changes: Readonly<Record<string, GraphNode["settings"]>> = {}): Graph {
  const nodes: readonly (readonly [string, string, GraphNode["settings"]])[] = [
    ["words", "words", { source: "text", text: "emma\nolivia\nava\nisabella\nsophia\nbcdfgjknqrtuwxyz" }],
    ["tokenize", "tokenize", {}],
    ["context", "context", { block_size: "block_size", first: "5" }],
    ["C", "embedding", { dim: "n_embd" }],
    ["view", "view", { shape: "-1, block_size * n_embd" }],
    ["hidden", "linear", { in: "block_size * n_embd", out: "n_hidden" }],
    ["tanh", "tanh", {}],
    ["output", "linear", { out: "vocab_size" }],
    ["loss", "cross_entropy", {}],
    ["sgd", "sgd", { lr: "0.1" }],
  ];
  const edges: readonly (readonly [string, string])[] = [
    ["words.words", "tokenize.words"],
    ["tokenize.ids", "context.ids"],
    ["context.x", "C.ids"],
    ["C.out", "view.x"],
    ["view.out", "hidden.x"],
    ["hidden.out", "tanh.x"],
    ["tanh.out", "output.x"],
    ["output.out", "loss.logits"],
    ["context.y", "loss.target"],
    ["loss.loss", "sgd.loss"],
  ];
  return {
    format: "wiregrad/graph",
    version: 2,
    title: "test",
    description: "",
    seed: 2147483647,
    variables: { block_size: "3", n_embd: "2", n_hidden: "100" },
    nodes: nodes.map(([id, type, settings]) => ({ id, type, settings: { ...settings, ...changes[id] } })),
    edges: edges.map(([from, to]) => ({ from, to })),
    comments: [],
  };
}

/** The same with a batch node between the contexts and the model. */
export function batchGraph(size = "8"): Graph {
  const graph = notebookGraph();
  const rewired = graph.edges.map(({ from, to }) => {
    if (to === "C.ids") return { from: "batch.x", to };
    if (to === "loss.target") return { from: "batch.y", to };
    return { from, to };
  });
  return {
    ...graph,
    nodes: [...graph.nodes, { id: "batch", type: "batch", settings: { size } }],
    edges: [...rewired, { from: "context.x", to: "batch.x" }, { from: "context.y", to: "batch.y" }],
  };
}

/** The graph with one node's settings changed. */
export function withSettings(graph: Graph, id: string, settings: GraphNode["settings"]): Graph {
  return {
    ...graph,
    nodes: graph.nodes.map((node) =>
      node.id === id ? { ...node, settings: { ...node.settings, ...settings } } : node,
    ),
  };
}

/** The graph with more nodes and wires. */
export function withNodes(
  graph: Graph,
  nodes: readonly (readonly [id: string, type: string, settings: GraphNode["settings"]])[],
  edges: readonly (readonly [from: string, to: string])[],
): Graph {
  return {
    ...graph,
    nodes: [...graph.nodes, ...nodes.map(([id, type, settings]) => ({ id, type, settings }))],
    edges: [...graph.edges, ...edges.map(([from, to]) => ({ from, to }))],
  };
}

/** The batch graph, smaller, with another optimiser under the id `sgd` as before. */
export function optimizedBy(type: string, settings: GraphNode["settings"]): Graph {
  const graph = batchGraph("8");
  const nodes = graph.nodes.map((node) => (node.id === "sgd" ? { id: "sgd", type, settings } : node));
  return { ...graph, nodes, variables: { ...graph.variables, n_hidden: "20" } };
}

/** The graph with a node of one input in the wire that ends at `to`. */
export function inserted(graph: Graph, node: GraphNode, to: string): Graph {
  const from = graph.edges.find((edge) => edge.to === to)!.from;
  const edges = graph.edges.filter((edge) => edge.to !== to);
  return {
    ...graph,
    nodes: [...graph.nodes, node],
    edges: [...edges, { from, to: `${node.id}.x` }, { from: `${node.id}.out`, to }],
  };
}
