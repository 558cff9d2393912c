import { parseEndpoint } from "../../../base/endpoint.ts";
import type { Graph, GraphNode } from "../../../graph/graph.ts";
import { findNodeType } from "../../../nodes/catalogue.ts";
import type { Port, PortKind } from "../../../nodes/contract/port.ts";
import { spareInputs } from "../../../nodes/contract/spareInputs.ts";
import { derived } from "../../../base/derived.ts";
import type { WireSide } from "./wirePath.ts";

/** Describes a port as a card shows it. */
export interface CardPort {
  readonly name: string;
  /** Null for a port that this version does not know: a wire of the file leads to it. */
  readonly kind: PortKind | null;
  readonly summary: string;
  readonly optional: boolean;
  readonly side: WireSide;
}

/** Describes the ports of a card, in the node type's order. */
export interface CardPorts {
  readonly inputs: readonly CardPort[];
  readonly outputs: readonly CardPort[];
  /** All of it as a text: equal texts, equal ports. */
  readonly key: string;
}

/** Returns the ports of every node: those of its type, and those that only the file's wires know. */
export function cardPorts(graph: Graph, vertical: ReadonlySet<string>): ReadonlyMap<string, CardPorts> {
  const used = usedPorts(graph);
  return new Map(graph.nodes.map((node) => [node.id, portsOf(node, used.get(node.id), vertical)]));
}

interface UsedPorts {
  readonly inputs: Set<string>;
  readonly outputs: Set<string>;
}

function usedPorts(graph: Graph): ReadonlyMap<string, UsedPorts> {
  const used = new Map<string, UsedPorts>();
  const note = (text: string, side: keyof UsedPorts): void => {
    const end = parseEndpoint(text);
    if (end === null) return;
    const ports = used.get(end.node) ?? { inputs: new Set<string>(), outputs: new Set<string>() };
    ports[side].add(end.port);
    used.set(end.node, ports);
  };
  for (const edge of graph.edges) {
    note(edge.from, "outputs");
    note(edge.to, "inputs");
  }
  return used;
}

/** The ports of a node by what is wired to it: of hundreds of nodes an edit leaves nearly all as they were. */
const byWiring = derived((_node: GraphNode) => new Map<string, CardPorts>());

function portsOf(node: GraphNode, used: UsedPorts | undefined, vertical: ReadonlySet<string>): CardPorts {
  const wired = (ports: Iterable<string>, side: "in" | "out"): unknown =>
    [...ports].map((port) => [port, vertical.has(`${side} ${node.id}.${port}`)]);
  const wiring = JSON.stringify([wired(used?.inputs ?? [], "in"), wired(used?.outputs ?? [], "out")]);
  const found = byWiring(node).get(wiring) ?? makePorts(node, used, vertical);
  byWiring(node).set(wiring, found);
  return found;
}

function makePorts(node: GraphNode, used: UsedPorts | undefined, vertical: ReadonlySet<string>): CardPorts {
  const nodeType = findNodeType(node.type);
  const list = (known: Readonly<Record<string, Port>>, seen: Iterable<string>, side: "in" | "out"): CardPort[] => {
    const names = new Set([...Object.keys(known), ...seen]);
    return [...names].map((name) => {
      const port = Object.hasOwn(known, name) ? known[name] : undefined;
      const upright = vertical.has(`${side} ${node.id}.${name}`);
      return {
        name,
        kind: port?.kind ?? null,
        summary: port?.summary ?? "unknown to this version",
        optional: port?.optional ?? false,
        side: side === "in" ? (upright ? "top" : "left") : upright ? "bottom" : "right",
      };
    });
  };
  const spare = nodeType === undefined ? new Set() : spareInputs(nodeType, used?.inputs ?? new Set());
  const inputs = list(nodeType?.inputs ?? {}, used?.inputs ?? [], "in").filter(({ name }) => !spare.has(name));
  const outputs = list(nodeType?.outputs ?? {}, used?.outputs ?? [], "out");
  const key = JSON.stringify([inputs, outputs].map((ports) => ports.map((port) => [port.name, port.kind, port.side])));
  return { inputs, outputs, key };
}
