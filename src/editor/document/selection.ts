import type { Graph } from "../../graph/graph.ts";

/**
 * Holds what is selected on the canvas. An edge's id is its `to` endpoint (an input takes one wire), a comment's its
 * index.
 */
export interface Selection {
  readonly nodes: readonly string[];
  readonly edges: readonly string[];
  readonly comments: readonly number[];
}

export const emptySelection: Selection = { nodes: [], edges: [], comments: [] };

/** Returns the selection without what the graph no longer has; the same object when nothing is missing. */
export function pruneSelection(selection: Selection, graph: Graph): Selection {
  if (selection.nodes.length === 0 && selection.edges.length === 0 && selection.comments.length === 0) return selection;
  const ids = new Set(graph.nodes.map((node) => node.id));
  const ends = new Set(graph.edges.map((edge) => edge.to));
  const nodes = selection.nodes.filter((id) => ids.has(id));
  const edges = selection.edges.filter((id) => ends.has(id));
  const comments = selection.comments.filter((index) => index < graph.comments.length);
  const same =
    nodes.length === selection.nodes.length &&
    edges.length === selection.edges.length &&
    comments.length === selection.comments.length;
  return same ? selection : { nodes, edges, comments };
}

/** Returns the selection after nodes got new ids. */
export function renameSelection(selection: Selection, renamed: Readonly<Record<string, string>>): Selection {
  if (Object.keys(renamed).length === 0) return selection;
  const rename = (id: string): string => (Object.hasOwn(renamed, id) ? (renamed[id] ?? id) : id);
  return {
    ...selection,
    nodes: selection.nodes.map(rename),
    edges: selection.edges.map((end) => {
      const dot = end.lastIndexOf(".");
      return rename(end.slice(0, dot)) + end.slice(dot);
    }),
  };
}
