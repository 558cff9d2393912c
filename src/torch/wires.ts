import { parseEndpoint, type Endpoint } from "../base/endpoint.ts";
import type { Plan } from "../program/plan/plan.ts";

/** Holds the output that each input is wired from, by node and port. */
export type Wires = ReadonlyMap<string, ReadonlyMap<string, Endpoint>>;

/** Returns the wires of a graph by where they end. */
export function wiresOf({ graph }: Plan): Wires {
  const wires = new Map<string, Map<string, Endpoint>>();
  for (const edge of graph.edges) {
    const [from, to] = [parseEndpoint(edge.from), parseEndpoint(edge.to)];
    if (from === null || to === null) continue;
    const ports = wires.get(to.node) ?? new Map<string, Endpoint>();
    ports.set(to.port, from);
    wires.set(to.node, ports);
  }
  return wires;
}

/** Returns all nodes upstream of some, and those. */
export function upstreamNodes(from: readonly string[], wires: Wires): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (id: string): void => {
    if (found.has(id)) return;
    found.add(id);
    for (const { node } of wires.get(id)?.values() ?? []) visit(node);
  };
  for (const id of from) visit(id);
  return found;
}
