import type { Graph, GraphEdge, GraphNode } from "../../graph/graph.ts";
import { asNodeName } from "../../graph/nodeName.ts";
import { usedVariables } from "../../graph/usedVariables.ts";
import type { DraftNode } from "./draft.ts";

/** Holds what a graph has beside its nodes. */
export interface Heading {
  readonly title: string;
  readonly description: string;
  readonly seed: number;
  readonly variables: Readonly<Record<string, string>>;
}

/** Returns the graph of drafted nodes, which stand in their order. They get their names, each once, and no positions. */
export function graphOf(
  nodes: readonly DraftNode[],
  { title, description, seed, variables }: Heading,
): { readonly graph: Graph; readonly ids: ReadonlyMap<DraftNode, string> } {
  const ids = idsOf(nodes);
  const made = nodes.map((node): GraphNode => ({
    id: ids.get(node)!,
    type: node.type,
    settings: { ...node.settings },
  }));
  const edges = nodes.flatMap((node) =>
    [...node.inputs].map(([port, from]): GraphEdge => ({
      from: `${ids.get(from.node)!}.${from.port}`,
      to: `${ids.get(node)!}.${port}`,
    })),
  );
  const graph: Graph = {
    format: "wiregrad/graph",
    version: 2,
    title,
    description,
    seed,
    variables: usedVariables({ variables }, made),
    nodes: made,
    edges,
    comments: [],
  };
  return { graph, ids };
}

/** A name that the code gives goes to the last node that it is given to; others get a number. */
function idsOf(nodes: readonly DraftNode[]): ReadonlyMap<DraftNode, string> {
  const taken = new Set<string>();
  const ids = new Map<DraftNode, string>();
  const give = (node: DraftNode, wanted: string): void => {
    let id = wanted;
    for (let count = 2; taken.has(id); count++) id = `${wanted}_${count}`;
    taken.add(id);
    ids.set(node, id);
  };
  for (const node of nodes.toReversed()) if (node.name !== null) give(node, asNodeName(node.name));
  for (const node of nodes) if (node.name === null) give(node, node.type);
  return ids;
}
