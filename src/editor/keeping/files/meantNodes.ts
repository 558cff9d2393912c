import type { Graph } from "../../../graph/graph.ts";
import { hasRole } from "../../../nodes/catalogue.ts";
import { useDocument } from "../../document/documentStore.ts";

/**
 * Says whether a file is a text to learn from, and no graph. On a words node every file is one that does not call
 * itself a graph: texts have many endings.
 *
 * @param pointedAt the id of the node that it was dropped on, if any.
 */
export function isOwnText(file: File, pointedAt: string | null): boolean {
  const name = file.name.toLowerCase();
  if (name.endsWith(".txt") || file.type === "text/plain") return true;
  const node = useDocument.getState().graph.nodes.find(({ id }) => id === pointedAt);
  return (
    node !== undefined &&
    hasRole(node, "text") &&
    !/\.(?:json|wiregrad|safetensors)$/.test(name) &&
    file.type !== "application/json"
  );
}

/** Returns the words nodes that a text may be for: the one that is meant, or else all that there are. */
export function wordsNodesFor(graph: Graph, meant: readonly string[]): readonly string[] {
  const all = graph.nodes.filter((node) => hasRole(node, "text")).map(({ id }) => id);
  const pointedAt = all.filter((id) => meant.includes(id));
  return pointedAt.length === 1 ? pointedAt : all;
}
