import { parseEndpoint } from "../base/endpoint.ts";
import type { Graph } from "./graph.ts";

/** Says which nodes a node's outputs lead to, and where its inputs come from. Each node has an entry in both. */
export interface Wiring {
  readonly targets: ReadonlyMap<string, readonly string[]>;
  readonly sources: ReadonlyMap<string, readonly string[]>;
}

/**
 * A graph's wiring is worked out once: it is asked for at every move of a dragged wire. An edit that leaves the wires and the
 * nodes' names as they are leaves the wiring, too.
 */
const known = new WeakMap<Graph["edges"], { readonly nodes: Graph["nodes"]; readonly wiring: Wiring }>();

/** Returns the graph's nodes as neighbours: the same object for graphs that are wired alike. Wires to nodes that are not there are left out. */
export function wiringOf(graph: Graph): Wiring {
  const { nodes, edges } = graph;
  const last = known.get(edges);
  if (last !== undefined && last.nodes === nodes) return last.wiring;
  const wiring = last !== undefined && sameNames(last.nodes, nodes) ? last.wiring : makeWiring(graph);
  known.set(edges, { nodes, wiring });
  return wiring;
}

function sameNames(one: Graph["nodes"], other: Graph["nodes"]): boolean {
  return one.length === other.length && one.every(({ id }, at) => id === other[at]!.id);
}

function makeWiring(graph: Graph): Wiring {
  const targets = new Map<string, string[]>(graph.nodes.map((node) => [node.id, []]));
  const sources = new Map<string, string[]>(graph.nodes.map((node) => [node.id, []]));
  for (const edge of graph.edges) {
    const from = parseEndpoint(edge.from)?.node;
    const to = parseEndpoint(edge.to)?.node;
    if (from === undefined || to === undefined || !targets.has(from) || !sources.has(to)) continue;
    targets.get(from)!.push(to);
    sources.get(to)!.push(from);
  }
  return { targets, sources };
}
