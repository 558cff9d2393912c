import { parseEndpoint } from "../../base/endpoint.ts";
import type { Graph, GraphNode } from "../graph.ts";

/**
 * Returns the nodes that are the same under another id, old to new: of one type and with the same settings, or the same wires,
 * where only one of the nodes that are gone and one of those that are new are so.
 */
export function renamedNodes(before: Graph, after: Graph): ReadonlyMap<string, string> {
  const oldIds = new Set(before.nodes.map(({ id }) => id));
  const newIds = new Set(after.nodes.map(({ id }) => id));
  const gone = before.nodes.filter(({ id }) => !newIds.has(id));
  const fresh = after.nodes.filter(({ id }) => !oldIds.has(id));
  const renamed = new Map<string, string>();
  const keys: readonly ((node: GraphNode, graph: Graph) => string)[] = [
    (node, graph) => JSON.stringify([node.type, node.settings, wiresOf(node.id, graph, renamed)]),
    (node) => JSON.stringify([node.type, node.settings]),
    (node, graph) => JSON.stringify([node.type, wiresOf(node.id, graph, renamed)]),
  ];
  const found = new Set<string>();
  let known = -1;
  // Who was renamed may tell who its neighbour was, so all of them are looked at again.
  while (known < renamed.size) {
    known = renamed.size;
    for (const key of keys) {
      const left = gone.filter(({ id }) => !renamed.has(id));
      const old = alone(left, (node) => key(node, before));
      const now = alone(
        fresh.filter(({ id }) => !found.has(id)),
        (node) => key(node, after),
      );
      for (const [text, { id }] of old) {
        const other = now.get(text);
        if (other === undefined) continue;
        renamed.set(id, other.id);
        found.add(other.id);
      }
    }
  }
  return renamed;
}

/** The nodes whose key no other has, by it. */
function alone(nodes: readonly GraphNode[], key: (node: GraphNode) => string): ReadonlyMap<string, GraphNode> {
  const all = new Map<string, GraphNode | null>();
  for (const node of nodes) all.set(key(node), all.has(key(node)) ? null : node);
  return new Map([...all].flatMap(([text, node]) => (node === null ? [] : [[text, node] as const])));
}

/** What a node is wired to, in its own words and those of the other graph as far as they are known. */
function wiresOf(node: string, { edges }: Graph, renamed: ReadonlyMap<string, string>): readonly string[] {
  const name = (endpoint: string): { own: boolean; text: string } => {
    const { node: id, port } = parseEndpoint(endpoint) ?? { node: endpoint, port: "" };
    return { own: id === node, text: JSON.stringify([id === node ? "" : (renamed.get(id) ?? id), port]) };
  };
  const wires = edges.flatMap((edge) => {
    const [from, to] = [name(edge.from), name(edge.to)];
    return from.own || to.own ? [`${from.text} ${to.text}`] : [];
  });
  return wires.toSorted();
}
