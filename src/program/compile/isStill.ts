import type { Endpoint } from "../../base/endpoint.ts";
import { sameItems } from "../../base/sameItems.ts";
import type { GraphNode } from "../../graph/graph.ts";
import type { NodePart } from "../plan/plan.ts";
import type { Texts } from "../plan/texts.ts";

/**
 * Says whether planning a node again, with the same variables, would give what it gave before: it has the settings, wires and
 * texts that it had, and what it is wired from was taken over.
 *
 * @param parts of the nodes that stand before it in the new plan.
 */
export function isStill(
  former: NodePart,
  node: GraphNode,
  wires: ReadonlyMap<string, Endpoint>,
  parts: ReadonlyMap<string, NodePart>,
  texts: Texts,
): boolean {
  // The parameters of an optimiser, and their order, hang on more than what it is wired from; so do the words of an error.
  if (former.optimizers.length > 0 || former.planned.status === "error") return false;
  return (
    sameNode(former.node, node) &&
    sameWires(former.wires, wires) &&
    sameItems(sourcesOf(wires, parts), former.sources) &&
    (former.texts.size === 0 || [...former.texts].every(([key, { got }]) => texts.get(key) === got))
  );
}

/** Returns the parts that wires come from, in their order. */
export function sourcesOf(
  wires: ReadonlyMap<string, Endpoint>,
  parts: ReadonlyMap<string, NodePart>,
): (NodePart | undefined)[] {
  return Array.from(wires.values(), ({ node }) => parts.get(node));
}

/** Says whether two records have the same fields, in the same order. */
export function sameFields(a: Readonly<Record<string, unknown>>, b: Readonly<Record<string, unknown>>): boolean {
  if (a === b) return true;
  const keys = Object.keys(a);
  return sameItems(keys, Object.keys(b)) && keys.every((key) => Object.is(a[key], b[key]));
}

function sameNode(a: GraphNode, b: GraphNode): boolean {
  return a === b || (a.type === b.type && sameFields(a.settings, b.settings));
}

function sameWires(a: ReadonlyMap<string, Endpoint>, b: ReadonlyMap<string, Endpoint>): boolean {
  if (a === b) return true;
  if (a.size !== b.size) return false;
  const others = b.entries();
  for (const [port, from] of a) {
    const [otherPort, other] = others.next().value!;
    if (port !== otherPort || from.node !== other.node || from.port !== other.port) return false;
  }
  return true;
}
