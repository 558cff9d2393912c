import { derived } from "../base/derived.ts";
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
const wiringBy = derived(makeWiring, sameNames);

/** Returns the graph's nodes as neighbours: the same object for graphs that are wired alike. Wires to nodes that are not there are left out. */
export function wiringOf({ nodes, edges }: Graph): Wiring {
  return wiringBy(edges, nodes);
}

function sameNames(one: Graph["nodes"], other: Graph["nodes"]): boolean {
  return one === other || (one.length === other.length && one.every(({ id }, at) => id === other[at]!.id));
}

function makeWiring(edges: Graph["edges"], nodes: Graph["nodes"]): Wiring {
  const targets = new Map<string, string[]>(nodes.map((node) => [node.id, []]));
  const sources = new Map<string, string[]>(nodes.map((node) => [node.id, []]));
  for (const edge of edges) {
    const from = parseEndpoint(edge.from)?.node;
    const to = parseEndpoint(edge.to)?.node;
    if (from === undefined || to === undefined || !targets.has(from) || !sources.has(to)) continue;
    targets.get(from)!.push(to);
    sources.get(to)!.push(from);
  }
  return { targets, sources };
}
