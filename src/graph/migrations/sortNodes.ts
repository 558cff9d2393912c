import { parseEndpoint } from "../../base/endpoint.ts";
import { limits } from "../limits.ts";
import { nodeIdRefusal } from "../nodeIdRefusal.ts";
import type { RawFile } from "./rawFile.ts";

/**
 * Takes a file from version 1 to 2: sorts `nodes` into the order in which version 1 ran them, whatever the order in the file: of the nodes
 * that could run next the one with the smallest id, by UTF-16 code unit. Version 2 runs a list that is in order as it
 * stands, so the order of steps, the numbers drawn and the sums of gradients stay what they were, to the bit.
 *
 * The file has not been checked yet. Nodes that wires lead round in a circle come last, by id. A list with anything in it
 * that has no good id of its own, or that is longer than a graph may be, stays as it is: the file is refused, and the refusal
 * names places in the list.
 */
export function sortNodes(file: RawFile): RawFile {
  const { nodes, edges } = file;
  const after = { ...file, version: 2 };
  if (!Array.isArray(nodes) || nodes.length > limits.nodes) return after;
  if (Array.isArray(edges) && edges.length > limits.edges) return after;
  const byId = new Map<string, unknown>();
  for (const node of nodes as readonly unknown[]) {
    const id = textField(node, "id");
    if (id === null || byId.has(id) || nodeIdRefusal(id) !== null) return after;
    byId.set(id, node);
  }
  const order = orderById([...byId.keys()], Array.isArray(edges) ? (edges as readonly unknown[]) : []);
  return { ...after, nodes: order.map((id) => byId.get(id)) };
}

/** Version 1's order of execution. Wires that lead nowhere are left out. */
function orderById(ids: readonly string[], edges: readonly unknown[]): string[] {
  const targets = new Map<string, string[]>(ids.map((id) => [id, []]));
  const waitsFor = new Map<string, number>(ids.map((id) => [id, 0]));
  for (const edge of edges) {
    const [from, to] = [nodeOf(textField(edge, "from")), nodeOf(textField(edge, "to"))];
    if (from === null || to === null || !targets.has(from) || !targets.has(to)) continue;
    targets.get(from)!.push(to);
    waitsFor.set(to, waitsFor.get(to)! + 1);
  }
  /** Sorted from the largest to the smallest, so that the smallest is popped. */
  const ready = ids.filter((id) => waitsFor.get(id) === 0).sort((a, b) => (a < b ? 1 : -1));
  const order: string[] = [];
  for (let id = ready.pop(); id !== undefined; id = ready.pop()) {
    order.push(id);
    for (const target of targets.get(id)!) {
      const rest = waitsFor.get(target)! - 1;
      waitsFor.set(target, rest);
      if (rest === 0) ready.splice(indexFor(target, ready), 0, target);
    }
  }
  const circling = ids.filter((id) => waitsFor.get(id)! > 0).sort((a, b) => (a < b ? -1 : 1));
  return [...order, ...circling];
}

/** Where `id` belongs among ids sorted from the largest to the smallest. */
function indexFor(id: string, sorted: readonly string[]): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! > id) low = middle + 1;
    else high = middle;
  }
  return low;
}

function nodeOf(end: string | null): string | null {
  return end === null ? null : (parseEndpoint(end)?.node ?? null);
}

function textField(value: unknown, field: string): string | null {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, field)) return null;
  const text = (value as Readonly<Record<string, unknown>>)[field];
  return typeof text === "string" ? text : null;
}
