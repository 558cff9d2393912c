import { formatEndpoint, parseEndpoint } from "../../base/endpoint.ts";
import { quote } from "../../base/quote.ts";
import type { Graph, GraphNode } from "../graph.ts";
import { renamedNodes } from "./renamedNodes.ts";
import { shortValue } from "./shortValue.ts";

/**
 * Says in words what has to be done to one graph's model to get another's: its seed, variables, nodes, settings and wires; a
 * line each. Where nodes stand, and what is written beside them, changes no model. None where the two compute the same.
 */
export function modelChanges(before: Graph, after: Graph): string[] {
  const renamed = renamedNodes(before, after);
  const now = (id: string): string => renamed.get(id) ?? id;
  const own = new Map(before.nodes.map((node) => [now(node.id), node]));
  const kept = new Set(after.nodes.filter(({ id }) => own.has(id)).map(({ id }) => id));
  const lines: string[] = [];
  if (before.seed !== after.seed) lines.push(`seed: ${before.seed} → ${after.seed}`);
  lines.push(...fieldChanges("variable", before.variables, after.variables));
  for (const [from, to] of renamed) lines.push(`node ${quote(from)} is called ${quote(to)} now`);
  for (const node of before.nodes) {
    if (!kept.has(now(node.id))) lines.push(`node ${quote(node.id)} (${node.type}) is gone`);
  }
  for (const node of after.nodes) {
    const old = own.get(node.id);
    if (old === undefined) lines.push(`node ${quote(node.id)} (${node.type}) is new${settingsOf(node)}`);
    else lines.push(...nodeChanges(old, node));
  }
  lines.push(...wireChanges(before, after, now));
  const order = after.nodes.map(({ id }) => id).filter((id) => kept.has(id));
  const orderBefore = before.nodes.map(({ id }) => now(id)).filter((id) => kept.has(id));
  // Parameters and batches are drawn in the order of the nodes.
  if (order.some((id, at) => id !== orderBefore[at]))
    lines.push("the nodes stand in another order, in which they draw");
  return lines;
}

/** Says in words what else differs between two graphs: title, description, comments, and how many nodes stand elsewhere. */
export function otherChanges(before: Graph, after: Graph): string[] {
  const lines = [];
  if (before.title !== after.title) lines.push(`title: ${quote(before.title)} → ${quote(after.title)}`);
  if (before.description !== after.description) lines.push("the description is another");
  const renamed = renamedNodes(before, after);
  const places = new Map(after.nodes.map(({ id, position }) => [id, position]));
  const moved = before.nodes.filter(({ id, position }) => {
    const now = renamed.get(id) ?? id;
    const place = places.get(now);
    return places.has(now) && (place?.x !== position?.x || place?.y !== position?.y);
  }).length;
  if (moved > 0) lines.push(`${moved} ${moved === 1 ? "node stands" : "nodes stand"} elsewhere`);
  if (JSON.stringify(before.comments) !== JSON.stringify(after.comments)) lines.push("the comments are others");
  return lines;
}

function nodeChanges(before: GraphNode, { id, type, settings }: GraphNode): string[] {
  const name = `node ${quote(id)}`;
  const other = before.type === type ? [] : [`${name}: type ${before.type} → ${type}`];
  return [...other, ...fieldChanges(`${name}: field`, before.settings, settings)];
}

/** What differs between two sets of settings or variables. */
function fieldChanges(
  what: string,
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): string[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.flatMap((name) => {
    const [old, now] = [valueOf(before, name), valueOf(after, name)];
    return old === now ? [] : [`${what} ${quote(name)}: ${old} → ${now}`];
  });
}

function valueOf(values: Readonly<Record<string, unknown>>, name: string): string {
  return Object.hasOwn(values, name) ? shortValue(values[name]) : "as usual";
}

function settingsOf({ settings }: GraphNode): string {
  const all = Object.entries(settings).map(([name, value]) => `${name} ${shortValue(value)}`);
  return all.length === 0 ? "" : `, with ${all.join(", ")}`;
}

function wireChanges(before: Graph, after: Graph, now: (id: string) => string): string[] {
  const moved = (text: string): string => {
    const end = parseEndpoint(text);
    return end === null ? text : formatEndpoint({ ...end, node: now(end.node) });
  };
  const old = new Map(before.edges.map(({ from, to }) => [moved(to), moved(from)]));
  const fresh = new Map(after.edges.map(({ from, to }) => [to, from]));
  const lines: string[] = [];
  for (const [to, from] of old) if (!fresh.has(to)) lines.push(`wire ${from} → ${to} is gone`);
  for (const [to, from] of fresh) {
    const was = old.get(to);
    if (was === undefined) lines.push(`wire ${from} → ${to} is new`);
    else if (was !== from) lines.push(`${to} is wired to ${from} instead of ${was}`);
  }
  return lines;
}
