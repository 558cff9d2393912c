import { newId, type Renamed } from "../renamed.ts";
import type { Graph, GraphNode } from "../graph.ts";

/** Characters of a value that a sentence repeats. */
const LONGEST = 40;

/**
 * Says what is another model after edits, a clause a change: `hidden.out: 100 → 200`, `added "drop" (dropout)`. Places on the
 * canvas, comments, title and description are no part of it.
 *
 * @param renamed new ids by old ones.
 */
export function describeChanges(before: Graph, after: Graph, renamed: Renamed = {}): readonly string[] {
  const old = new Map(before.nodes.map((node) => [newId(renamed, node.id), node]));
  const now = new Map(after.nodes.map((node) => [node.id, node]));
  const changes: string[] = [];
  for (const [id, node] of now) {
    const former = old.get(id);
    if (former === undefined) changes.push(`added ${quoted(id)} (${node.type})`);
    else changes.push(...nodeChanges(former, node));
  }
  for (const [id, node] of old) if (!now.has(id)) changes.push(`removed ${quoted(node.id)} (${node.type})`);
  changes.push(...wireChanges(before, after, renamed));
  changes.push(...valueChanges("", before.variables, after.variables));
  if (before.seed !== after.seed) changes.push(`seed: ${before.seed} → ${after.seed}`);
  return changes;
}

function nodeChanges(former: GraphNode, node: GraphNode): readonly string[] {
  const renames = former.id === node.id ? [] : [`renamed ${quoted(former.id)} to ${quoted(node.id)}`];
  const types = former.type === node.type ? [] : [`${node.id}: ${former.type} → ${node.type}`];
  return [...renames, ...types, ...valueChanges(`${node.id}.`, former.settings, node.settings)];
}

function valueChanges(
  prefix: string,
  former: Readonly<Record<string, unknown>>,
  now: Readonly<Record<string, unknown>>,
): readonly string[] {
  const names = [...new Set([...Object.keys(former), ...Object.keys(now)])];
  return names.flatMap((name) => {
    const [old, value] = [valueOf(former, name), valueOf(now, name)];
    return old === value ? [] : [`${prefix}${name}: ${text(old)} → ${text(value)}`];
  });
}

function valueOf(record: Readonly<Record<string, unknown>>, name: string): string | undefined {
  return Object.hasOwn(record, name) ? String(record[name]) : undefined;
}

function wireChanges(before: Graph, after: Graph, renamed: Renamed): readonly string[] {
  const named = (endpoint: string): string => {
    const dot = endpoint.lastIndexOf(".");
    return newId(renamed, endpoint.slice(0, dot)) + endpoint.slice(dot);
  };
  const old = new Set(before.edges.map(({ from, to }) => `${named(from)} → ${named(to)}`));
  const now = new Set(after.edges.map(({ from, to }) => `${from} → ${to}`));
  return [
    ...[...now].filter((wire) => !old.has(wire)).map((wire) => `wired ${wire}`),
    ...[...old].filter((wire) => !now.has(wire)).map((wire) => `unwired ${wire}`),
  ];
}

function text(value: string | undefined): string {
  if (value === undefined || value === "") return "nothing";
  const line = value.replaceAll(/\s+/g, " ");
  return line.length <= LONGEST ? line : `${line.slice(0, LONGEST - 1)}…`;
}

function quoted(id: string): string {
  return `“${id}”`;
}
