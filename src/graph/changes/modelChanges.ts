import { formatEndpoint, parseEndpoint } from "../../base/endpoint.ts";
import { quote } from "../../base/quote.ts";
import { findNodeType } from "../../nodes/catalogue.ts";
import type { Graph, GraphNode } from "../graph.ts";
import { topologicalOrder, wireCircle } from "../topologicalOrder.ts";
import { expressionMeaning, settingMeaning } from "./meaningOf.ts";
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
  lines.push(...variableChanges(before.variables, after.variables));
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
  const order = orderOf(after).filter((id) => kept.has(id));
  const orderBefore = orderOf(before)
    .map(now)
    .filter((id) => kept.has(id));
  if (order.some((id, at) => id !== orderBefore[at])) lines.push("the nodes run in another order, in which they draw");
  return lines;
}

/**
 * Says in words what else differs between two graphs: title, description, comments, how many nodes stand elsewhere, and what
 * only says the same in other words.
 */
export function otherChanges(before: Graph, after: Graph): string[] {
  const lines: string[] = [];
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
  lines.push(...rewritten(before, after));
  if (JSON.stringify(before.comments) !== JSON.stringify(after.comments)) lines.push("the comments are others");
  return lines;
}

/** Parameters and batches are drawn in the order in which the nodes run; in a circle none does. */
function orderOf(graph: Graph): readonly string[] {
  return wireCircle(graph) === null ? topologicalOrder(graph) : graph.nodes.map(({ id }) => id);
}

function nodeChanges(before: GraphNode, after: GraphNode): string[] {
  const { id, type, settings } = after;
  const name = `node ${quote(id)}`;
  const lines = before.type === type ? [] : [`${name}: type ${before.type} → ${type}`];
  for (const field of new Set([...Object.keys(before.settings), ...Object.keys(settings)])) {
    const [old, now] = [settingOf(before.type, before.settings, field), settingOf(type, settings, field)];
    if (old === now || settingMeaning(before, field) === settingMeaning(after, field)) continue;
    lines.push(`${name}: field ${quote(field)}: ${old} → ${now}`);
  }
  return lines;
}

/** Settings and variables whose expressions say the same in other words. */
function rewritten(before: Graph, after: Graph): string[] {
  const renamed = renamedNodes(before, after);
  const own = new Map(before.nodes.map((node) => [renamed.get(node.id) ?? node.id, node]));
  const told = (what: string, old: string, now: string): string => `${what} is written otherwise: ${old} → ${now}`;
  const variables = Object.entries(after.variables).flatMap(([name, text]) => {
    const old = Object.hasOwn(before.variables, name) ? before.variables[name]! : text;
    const isOther = old !== text && sameExpression(old, text);
    return isOther ? [told(`variable ${quote(name)}`, shortValue(old), shortValue(text))] : [];
  });
  const settings = after.nodes.flatMap((node) => {
    const old = own.get(node.id);
    if (old?.type !== node.type) return [];
    return [...new Set([...Object.keys(old.settings), ...Object.keys(node.settings)])].flatMap((field) => {
      const texts = [old, node].map((each) => settingOf(each.type, each.settings, field));
      if (texts[0] === texts[1] || settingMeaning(old, field) !== settingMeaning(node, field)) return [];
      return [told(`node ${quote(node.id)}: field ${quote(field)}`, texts[0]!, texts[1]!)];
    });
  });
  return [...variables, ...settings];
}

function sameExpression(a: string, b: string): boolean {
  return JSON.stringify(expressionMeaning(a)) === JSON.stringify(expressionMeaning(b));
}

/** A setting as it counts: what is left out is as the node type has it. */
function settingOf(type: string, settings: GraphNode["settings"], field: string): string {
  if (Object.hasOwn(settings, field)) return shortValue(settings[field]);
  const known = findNodeType(type)?.settings ?? {};
  return Object.hasOwn(known, field) ? shortValue(known[field]!.default) : "nothing";
}

function variableChanges(before: Graph["variables"], after: Graph["variables"]): string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((name) => {
    const [old, now] = [before, after].map((all) => (Object.hasOwn(all, name) ? shortValue(all[name]) : null));
    if (old === now || (old !== null && now !== null && sameExpression(before[name]!, after[name]!))) return [];
    if (old === null) return [`variable ${quote(name)} is new: ${now}`];
    return now === null ? [`variable ${quote(name)} is gone`] : [`variable ${quote(name)}: ${old} → ${now}`];
  });
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
