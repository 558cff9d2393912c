import type { Diagnostic } from "../base/diagnostic.ts";
import { parseEndpoint } from "../base/endpoint.ts";
import { quote } from "../base/quote.ts";
import { expressionLimitRefusal } from "../expression/expressionLimitRefusal.ts";
import { circleMessage, variableCircle, variableNameRefusal } from "../expression/resolveVariables.ts";
import { findNodeType } from "../nodes/catalogue.ts";
import { forbiddenNames } from "./forbiddenNames.ts";
import type { Graph, GraphComment, GraphEdge, GraphNode, Position, Size } from "./graph.ts";
import { limits } from "./limits.ts";
import { nodeIdRefusal } from "./nodeIdRefusal.ts";
import { settingRefusal } from "./settingRefusal.ts";
import { wireCircle, wireCircleMessage } from "./topologicalOrder.ts";
import { missingPort } from "./wireRefusal.ts";

type Report = (message: string, field: string, node?: string) => void;

/**
 * Returns all that makes a graph unfit to be a document: what is beyond a limit, ids that are taken twice, wires that
 * lead nowhere, circles. What a person may leave half done (an expression, a wire of the wrong kind, a node type of a
 * newer version) is not in it; the compiler says that at the node. Empty for a good graph.
 */
export function checkGraph(graph: Graph): readonly Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  const report: Report = (message, field, node) =>
    diagnostics.push(node === undefined ? { field, message } : { node, field, message });
  checkCounts(graph, report);
  if (diagnostics.length > 0) return diagnostics;
  checkLength(graph.title, limits.label, "title", report);
  checkLength(graph.description, limits.text, "description", report);
  if (!Number.isSafeInteger(graph.seed) || graph.seed < 0) {
    report(`expected a whole number from 0 to ${Number.MAX_SAFE_INTEGER}, got ${graph.seed}`, "seed");
  }
  checkVariables(graph.variables, report);
  const nodes = checkNodes(graph.nodes, report);
  checkEdges(graph.edges, nodes, report);
  graph.comments.forEach((comment, i) => checkComment(comment, `comments[${i}]`, report));
  const circle = wireCircle(graph);
  if (circle !== null) report(wireCircleMessage(circle), "edges");
  return diagnostics;
}

function checkCounts(graph: Graph, report: Report): void {
  const counts = {
    nodes: graph.nodes.length,
    edges: graph.edges.length,
    variables: Object.keys(graph.variables).length,
    comments: graph.comments.length,
  };
  for (const [field, count] of Object.entries(counts) as [keyof typeof counts, number][]) {
    if (count > limits[field]) report(`there are ${count} ${field}, at most ${limits[field]} are allowed`, field);
  }
}

function checkLength(text: string, most: number, field: string, report: Report): void {
  if (text.length > most) report(`the text has ${text.length} characters, at most ${most} are allowed`, field);
}

function checkVariables(variables: Graph["variables"], report: Report): void {
  let fits = true;
  for (const [name, text] of Object.entries(variables)) {
    const nameRefusal = variableNameRefusal(name);
    const refusal = nameRefusal ?? expressionLimitRefusal(text);
    if (refusal === null) continue;
    report(refusal, nameRefusal === null ? `variables.${name}` : "variables");
    fits = false;
  }
  const circle = fits ? variableCircle(variables) : null;
  if (circle !== null) report(circleMessage(circle), `variables.${circle[0]}`);
}

/** The nodes with a good id, by id. */
function checkNodes(nodes: readonly GraphNode[], report: Report): ReadonlyMap<string, GraphNode> {
  const byId = new Map<string, GraphNode>();
  nodes.forEach((node, i) => {
    const refusal = nodeIdRefusal(node.id);
    if (refusal !== null) report(refusal, `nodes[${i}].id`);
    else if (byId.has(node.id)) report("two nodes have this id", "id", node.id);
    else byId.set(node.id, node);
    if (refusal === null) checkNode(node, report);
  });
  return byId;
}

function checkNode(node: GraphNode, report: Report): void {
  if (node.type === "" || node.type.length > limits.id) {
    report(`expected 1 to ${limits.id} characters, got ${node.type.length}`, "type", node.id);
  }
  if (node.position !== undefined) checkPosition(node.position, "position", report, node.id);
  const settings = Object.entries(node.settings);
  if (settings.length > limits.settings) {
    report(`there are ${settings.length} settings, at most ${limits.settings} are allowed`, "settings", node.id);
  }
  const nodeType = findNodeType(node.type);
  for (const [name, value] of settings) {
    const refusal = settingRefusal(nodeType, name, value);
    if (refusal !== null) report(refusal, name.length > limits.id ? "settings" : `settings.${name}`, node.id);
  }
}

function checkPosition({ x, y }: Position, field: string, report: Report, node?: string): void {
  checkCoordinate(x, -limits.coordinate, `${field}.x`, report, node);
  checkCoordinate(y, -limits.coordinate, `${field}.y`, report, node);
}

function checkSize({ width, height }: Size, field: string, report: Report): void {
  checkCoordinate(width, 0, `${field}.width`, report);
  checkCoordinate(height, 0, `${field}.height`, report);
}

function checkCoordinate(value: number, least: number, field: string, report: Report, node?: string): void {
  if (value >= least && value <= limits.coordinate) return;
  report(`expected a number from ${least} to ${limits.coordinate}, got ${value}`, field, node);
}

function checkEdges(edges: readonly GraphEdge[], nodes: ReadonlyMap<string, GraphNode>, report: Report): void {
  const wired = new Map<string, string>();
  edges.forEach(({ from, to }, i) => {
    const broken = endRefusal(from, nodes, "outputs");
    if (broken !== null) report(broken, `edges[${i}].from`);
    const brokenToo = endRefusal(to, nodes, "inputs");
    if (brokenToo !== null) report(brokenToo, `edges[${i}].to`);
    else if (wired.has(to)) {
      report(`${quote(to)} has two wires, from ${quote(wired.get(to)!)} and from ${quote(from)}`, `edges[${i}].to`);
    } else wired.set(to, from);
  });
}

/** Why an edge cannot end there, or null. Ports of unknown node types are taken as they come. */
function endRefusal(end: string, nodes: ReadonlyMap<string, GraphNode>, side: "inputs" | "outputs"): string | null {
  const endpoint = parseEndpoint(end);
  if (endpoint === null) return `expected "node.port", got ${quote(end)}`;
  const node = nodes.get(endpoint.node);
  if (node === undefined) return `there is no node ${quote(endpoint.node)}`;
  const nodeType = findNodeType(node.type);
  if (nodeType !== undefined) return missingPort(nodeType[side], endpoint.node, endpoint.port, side);
  const isName = endpoint.port.length <= limits.id && !forbiddenNames.has(endpoint.port);
  return isName ? null : `${quote(endpoint.port)} is not allowed as the name of a port`;
}

function checkComment(comment: GraphComment, field: string, report: Report): void {
  checkLength(comment.text, limits.label, `${field}.text`, report);
  checkPosition(comment.position, `${field}.position`, report);
  checkSize(comment.size, `${field}.size`, report);
}
