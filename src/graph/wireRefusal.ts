import { parseEndpoint, type Endpoint } from "../base/endpoint.ts";
import { quote } from "../base/quote.ts";
import { findNodeType } from "../nodes/catalogue.ts";
import { kindInWords } from "../nodes/contract/kindInWords.ts";
import type { Port } from "../nodes/contract/port.ts";
import type { Graph } from "./graph.ts";
import { formatCircle } from "./topologicalOrder.ts";
import { wiringOf } from "./wiring.ts";

/**
 * Says in one sentence why a wire cannot go from one output to one input, or null when it can. Both are endpoints:
 * `"C.out"`, `"view.x"`. A wire that is already in the input does not matter: a new one replaces it. Ports of unknown
 * node types fit everything. Fast enough to be asked at every move of a dragged wire.
 */
export function wireRefusal(graph: Graph, from: string, to: string): string | null {
  const source = parseEndpoint(from);
  const target = parseEndpoint(to);
  if (source === null) return `${quote(from)} is no port, expected "node.port"`;
  if (target === null) return `${quote(to)} is no port, expected "node.port"`;
  const output = portAt(graph, source, "outputs");
  if (typeof output === "string") return output;
  const input = portAt(graph, target, "inputs");
  if (typeof input === "string") return input;
  if (source.node === target.node) return `${quote(source.node)} cannot be wired to itself`;
  if (output !== null && input !== null && output.kind !== input.kind) {
    return `${quote(from)} carries ${kindInWords[output.kind]}, ${quote(to)} takes ${kindInWords[input.kind]}`;
  }
  const path = pathBetween(graph, target.node, source.node);
  return path === null ? null : `this wire would close a circle: ${formatCircle([source.node, ...path])}`;
}

/** The port, null when its node's type is unknown, or why there is none. */
function portAt(graph: Graph, { node: id, port }: Endpoint, side: "inputs" | "outputs"): Port | string | null {
  const node = graph.nodes.find((other) => other.id === id);
  if (node === undefined) return `there is no node ${quote(id)}`;
  const nodeType = findNodeType(node.type);
  if (nodeType === undefined) return null;
  return missingPort(nodeType[side], id, port, side) ?? nodeType[side][port]!;
}

/** Returns the sentence for a port that a node does not have, or null. */
export function missingPort(
  ports: Readonly<Record<string, Port>>,
  id: string,
  port: string,
  side: "inputs" | "outputs",
): string | null {
  if (Object.hasOwn(ports, port)) return null;
  const noun = side === "inputs" ? "input" : "output";
  const names = Object.keys(ports);
  const known = names.length === 0 ? `it has no ${side}` : `its ${side} are ${names.join(", ")}`;
  return `node ${quote(id)} has no ${noun} ${quote(port)}; ${known}`;
}

/** A shortest way from one node to another along the wires, both ends included, or null. */
function pathBetween(graph: Graph, start: string, end: string): readonly string[] | null {
  const { targets } = wiringOf(graph);
  const cameFrom = new Map<string, string | null>([[start, null]]);
  for (const id of cameFrom.keys()) {
    if (id === end) return pathTo(end, cameFrom);
    for (const target of targets.get(id) ?? []) if (!cameFrom.has(target)) cameFrom.set(target, id);
  }
  return null;
}

function pathTo(end: string, cameFrom: ReadonlyMap<string, string | null>): readonly string[] {
  const path: string[] = [];
  for (let id: string | null | undefined = end; id != null; id = cameFrom.get(id)) path.push(id);
  return path.reverse();
}
