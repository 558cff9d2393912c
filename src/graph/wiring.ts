import { parseEndpoint } from "../base/endpoint.ts";
import type { Graph } from "./graph.ts";

/** Says which nodes a node's outputs lead to, and where its inputs come from. Each node has an entry in both. */
export interface Wiring {
  readonly targets: ReadonlyMap<string, readonly string[]>;
  readonly sources: ReadonlyMap<string, readonly string[]>;
}

/** Graphs never change, so a graph's wiring is worked out once: it is asked for at every move of a dragged wire. */
const known = new WeakMap<Graph, Wiring>();

/** Returns the graph's nodes as neighbours. Wires to nodes that are not there are left out. */
export function wiringOf(graph: Graph): Wiring {
  const before = known.get(graph);
  if (before !== undefined) return before;
  const targets = new Map<string, string[]>(graph.nodes.map((node) => [node.id, []]));
  const sources = new Map<string, string[]>(graph.nodes.map((node) => [node.id, []]));
  for (const edge of graph.edges) {
    const from = parseEndpoint(edge.from)?.node;
    const to = parseEndpoint(edge.to)?.node;
    if (from === undefined || to === undefined || !targets.has(from) || !sources.has(to)) continue;
    targets.get(from)!.push(to);
    sources.get(to)!.push(from);
  }
  const wiring = { targets, sources };
  known.set(graph, wiring);
  return wiring;
}
