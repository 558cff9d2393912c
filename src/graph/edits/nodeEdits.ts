import { DiagnosticError } from "../../base/diagnostic.ts";
import { formatEndpoint, parseEndpoint } from "../../base/endpoint.ts";
import { quote } from "../../base/quote.ts";
import { findNodeType } from "../../nodes/catalogue.ts";
import type { SettingValue } from "../../nodes/settings/kinds/settingKind.ts";
import { freshId } from "../freshId.ts";
import type { Graph, GraphNode, Position } from "../graph.ts";
import { limits } from "../limits.ts";
import { nodeNameRefusal } from "../nodeName.ts";
import { findSetting } from "../settingRefusal.ts";
import { wireRefusal } from "../wireRefusal.ts";

interface AddNode {
  readonly nodeType: string;
  readonly id?: string;
  readonly position?: Position;
  readonly settings?: Readonly<Record<string, SettingValue>>;
}

/** Returns the graph with a new node at the end of its list. */
export function addNode(graph: Graph, { nodeType, id, position, settings }: AddNode): Graph {
  if (findNodeType(nodeType) === undefined) throw DiagnosticError.of(`there is no node type ${quote(nodeType)}`);
  if (id !== undefined) checkNewId(graph, id);
  const node: GraphNode = {
    id: id ?? freshId(graph, nodeType),
    type: nodeType,
    ...(position === undefined ? {} : { position }),
    settings: settings ?? {},
  };
  return { ...graph, nodes: [...graph.nodes, node] };
}

interface Move {
  readonly nodes?: readonly { readonly id: string; readonly position: Position }[];
  readonly comments?: readonly { readonly index: number; readonly position: Position }[];
}

/** Returns the graph with nodes and comments elsewhere. */
export function move(graph: Graph, { nodes = [], comments = [] }: Move): Graph {
  const places = new Map(nodes.map(({ id, position }) => [id, position]));
  const notes = new Map(comments.map(({ index, position }) => [index, position]));
  for (const position of [...places.values(), ...notes.values()]) checkPosition(position);
  for (const id of places.keys()) findNode(graph, id);
  for (const index of notes.keys()) {
    if (graph.comments[index] === undefined) throw DiagnosticError.of(`there is no comment ${index}`);
  }
  if (places.size === 0 && notes.size === 0) return graph;
  const placed = <T extends { readonly position?: Position }>(thing: T, position: Position | undefined): T =>
    position === undefined ? thing : { ...thing, position: { ...thing.position, ...position } };
  return {
    ...graph,
    nodes: places.size === 0 ? graph.nodes : graph.nodes.map((node) => placed(node, places.get(node.id))),
    comments: notes.size === 0 ? graph.comments : graph.comments.map((note, i) => placed(note, notes.get(i))),
  };
}

function checkPosition({ x, y }: Position): void {
  if (Math.abs(x) <= limits.coordinate && Math.abs(y) <= limits.coordinate) return;
  throw DiagnosticError.of(`expected a position within ${limits.coordinate} pixels, got ${x}, ${y}`);
}

/** Returns the graph with a wire from an output to an input. It replaces the wire that was in the input. */
export function connect(graph: Graph, from: string, to: string): Graph {
  const refusal = wireRefusal(graph, from, to);
  if (refusal !== null) throw DiagnosticError.of(refusal);
  const at = graph.edges.findIndex((edge) => edge.to === to);
  if (graph.edges[at]?.from === from) return graph;
  return { ...graph, edges: at < 0 ? [...graph.edges, { from, to }] : graph.edges.with(at, { from, to }) };
}

/** Returns the graph with a setting at a value, or without it. */
export function setSetting(graph: Graph, id: string, setting: string, value: SettingValue | null): Graph {
  const node = findNode(graph, id);
  const before = Object.hasOwn(node.settings, setting) ? node.settings[setting] : undefined;
  if (before === (value ?? undefined)) return graph;
  const nodeType = findNodeType(node.type);
  if (before === undefined && nodeType !== undefined && findSetting(nodeType, setting) === undefined) {
    throw DiagnosticError.of(`node type ${quote(node.type)} has no setting ${quote(setting)}`, { node: id });
  }
  const others = Object.entries(node.settings).filter(([name]) => name !== setting || value !== null);
  const settings = value === null ? Object.fromEntries(others) : { ...node.settings, [setting]: value };
  return { ...graph, nodes: graph.nodes.map((other) => (other === node ? { ...node, settings } : other)) };
}

/** Returns the graph with another id for a node, in the wires too. */
export function renameNode(graph: Graph, id: string, to: string): Graph {
  const node = findNode(graph, id);
  if (id === to) return graph;
  checkNewId(graph, to);
  const rename = (end: string): string => {
    const endpoint = parseEndpoint(end);
    return endpoint?.node === id ? formatEndpoint({ node: to, port: endpoint.port }) : end;
  };
  return {
    ...graph,
    nodes: graph.nodes.map((other) => (other === node ? { ...node, id: to } : other)),
    edges: graph.edges.map((edge) => {
      const [from, into] = [rename(edge.from), rename(edge.to)];
      return from === edge.from && into === edge.to ? edge : { ...edge, from, to: into };
    }),
  };
}

function checkNewId(graph: Graph, id: string): void {
  const isTaken = graph.nodes.some((other) => other.id === id);
  const refusal = isTaken ? `there is a node ${quote(id)} already` : nodeNameRefusal(id);
  if (refusal !== null) throw DiagnosticError.of(refusal);
}

/** Returns the node of that id. Throws a DiagnosticError when there is none. */
export function findNode(graph: Graph, id: string): GraphNode {
  const node = graph.nodes.find((other) => other.id === id);
  if (node === undefined) throw DiagnosticError.of(`there is no node ${quote(id)}`);
  return node;
}
