import { DiagnosticError } from "../../base/diagnostic.ts";
import { parseEndpoint } from "../../base/endpoint.ts";
import { findNodeType } from "../../nodes/catalogue.ts";
import type { Graph, GraphEdge, GraphNode } from "../graph.ts";
import { findNode } from "./nodeEdits.ts";

interface Remove {
  readonly nodes?: readonly string[];
  /** The inputs that the wires end in. */
  readonly edges?: readonly string[];
  readonly comments?: readonly number[];
}

/**
 * Returns the graph without some wires, nodes and comments, in this order. A node that hands on what it takes in (see
 * {@link handsOn}) is joined over, one after another, so that a whole chain may go.
 */
export function remove(graph: Graph, { nodes = [], edges = [], comments = [] }: Remove): Graph {
  const gone = new Set(edges);
  let wires = graph.edges.filter((edge) => !gone.has(edge.to));
  const ids = new Set(nodes);
  for (const id of ids) wires = withoutNode(wires, findNode(graph, id));
  const notes = new Set(comments);
  for (const index of notes) {
    if (graph.comments[index] === undefined) throw DiagnosticError.of(`there is no comment ${index}`);
  }
  if (wires.length === graph.edges.length && ids.size === 0 && notes.size === 0) return graph;
  return {
    ...graph,
    nodes: ids.size === 0 ? graph.nodes : graph.nodes.filter((node) => !ids.has(node.id)),
    edges: wires,
    comments: notes.size === 0 ? graph.comments : graph.comments.filter((_, i) => !notes.has(i)),
  };
}

function withoutNode(edges: readonly GraphEdge[], node: GraphNode): GraphEdge[] {
  const incoming = edges.filter((edge) => parseEndpoint(edge.to)?.node === node.id);
  const source = handsOn(node, incoming) ? incoming[0]!.from : null;
  return edges.flatMap((edge) => {
    if (parseEndpoint(edge.to)?.node === node.id) return [];
    if (parseEndpoint(edge.from)?.node !== node.id) return [edge];
    return source === null ? [] : [{ ...edge, from: source }];
  });
}

/** Whether a node has one wired input and one output, of the same kind. */
function handsOn(node: GraphNode, incoming: readonly GraphEdge[]): boolean {
  const nodeType = findNodeType(node.type);
  const [input, ...otherInputs] = incoming.map((edge) => parseEndpoint(edge.to)!.port);
  const [output, ...otherOutputs] = Object.values(nodeType?.outputs ?? {});
  if (nodeType === undefined || input === undefined || output === undefined) return false;
  return otherInputs.length === 0 && otherOutputs.length === 0 && nodeType.inputs[input]?.kind === output.kind;
}
