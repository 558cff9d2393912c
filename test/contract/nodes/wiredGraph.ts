import type { Graph, GraphNode } from "../../../src/graph/graph.ts";
import { Session } from "../../../src/session/session.ts";
import { backend } from "../../kernels.ts";
import { notebookGraph } from "../../session/graphs.ts";

/** Nodes by their ids: a type and its settings. */
export type WiredNodes = Readonly<Record<string, readonly [string, GraphNode["settings"]?]>>;

/** A graph of these nodes and wires, each `"from.port to.port"`. */
export function wiredGraph(nodes: WiredNodes, ...wires: string[]): Graph {
  return {
    ...notebookGraph(),
    nodes: Object.entries(nodes).map(([id, [type, settings = {}]]) => ({ id, type, settings })),
    edges: wires.map((wire) => ({ from: wire.split(" ")[0]!, to: wire.split(" ")[1]! })),
  };
}

/** A session with the graph evaluated once. */
export function opened(graph: Graph): Session {
  const session = new Session(backend, new Map(), () => undefined);
  session.open(session.planOf(graph), true);
  return session;
}
