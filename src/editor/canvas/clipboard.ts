import { pastedIds } from "../../graph/edits/paste.ts";
import type { Graph, GraphComment, GraphEdge, GraphNode } from "../../graph/graph.ts";
import { parseEndpoint } from "../../base/endpoint.ts";
import { readGraph } from "../../graph/readGraph.ts";
import { writeGraph } from "../../graph/writeGraph.ts";
import { useDocument } from "../stores/documentStore.ts";
import { notifyError } from "../stores/noticeStore.ts";

/** Part of a graph: nodes, the wires between them, comments. */
interface Fragment {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  readonly comments: readonly GraphComment[];
}

/** How far a copy stands from what it is a copy of. */
const beside = { x: 32, y: 32 };

function selectedFragment(): Fragment | null {
  const { graph, selection } = useDocument.getState();
  const ids = new Set(selection.nodes);
  const comments = graph.comments.filter((_, index) => selection.comments.includes(index));
  if (ids.size === 0 && comments.length === 0) return null;
  const inside = (end: string): boolean => ids.has(parseEndpoint(end)?.node ?? "");
  return {
    nodes: graph.nodes.filter(({ id }) => ids.has(id)),
    edges: graph.edges.filter((edge) => inside(edge.from) && inside(edge.to)),
    comments,
  };
}

function insert(fragment: Fragment): void {
  const { graph, apply } = useDocument.getState();
  const ids = [...pastedIds(graph, fragment.nodes).values()];
  const comments = fragment.comments.map((_, index) => graph.comments.length + index);
  apply([{ type: "paste", ...fragment, offset: beside }], { select: { nodes: ids, comments } });
}

/** What is selected, as a graph file; null when nothing is. */
export function copySelection(): string | null {
  const fragment = selectedFragment();
  if (fragment === null) return null;
  const graph: Graph = { ...useDocument.getState().graph, description: "", variables: {}, ...fragment };
  return writeGraph(graph);
}

/** Adds what a text holds, if it is a graph file. Says whether the text was meant to be one. */
export function pasteText(text: string): boolean {
  if (!text.trimStart().startsWith("{")) return false;
  try {
    insert(readGraph(text));
  } catch (error) {
    notifyError(error, "clipboard");
  }
  return true;
}

/** A copy of what is selected, beside it. */
export function duplicateSelection(): void {
  const fragment = selectedFragment();
  if (fragment !== null) insert(fragment);
}
