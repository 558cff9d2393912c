import type { GraphNode } from "../../graph/graph.ts";
import type { NodeType } from "../../nodes/contract/nodeType.ts";

/**
 * Returns a sentence for each setting in the document that the node's type has not: it changes nothing. The document
 * keeps it, as it may be from a later release.
 */
export function unknownSettings({ settings, type }: GraphNode, nodeType: NodeType): readonly string[] {
  const known = Object.keys(nodeType.settings);
  const has = known.length === 0 ? "no settings" : known.join(", ");
  return Object.keys(settings)
    .filter((name) => !Object.hasOwn(nodeType.settings, name))
    .map((name) => `the setting ${JSON.stringify(name)} is not known and changes nothing: ${type} has ${has}`);
}
