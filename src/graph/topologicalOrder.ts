import { DiagnosticError } from "../base/diagnostic.ts";
import { quote } from "../base/quote.ts";
import type { Graph } from "./graph.ts";
import { wiringOf, type Wiring } from "./wiring.ts";

/**
 * Returns the node ids in the order in which they run: each after the nodes it takes from, and of those that could run
 * next the one that stands first in `nodes`. A list that is in such an order already runs as it stands, as lines of
 * Python do; what a node is called does not matter. Throws a DiagnosticError when wires go in a circle.
 */
export function topologicalOrder(graph: Graph): readonly string[] {
  const { order, circle } = orderOrCircle(graph);
  if (circle !== null) throw DiagnosticError.of(wireCircleMessage(circle));
  return order;
}

/**
 * Returns the ids of a circle of wires, `["a", "b", "a"]`, or null when there is none. Always the same one for the same
 * graph.
 */
export function wireCircle(graph: Graph): readonly string[] | null {
  return orderOrCircle(graph).circle;
}

/** Returns the sentence that says a circle. */
export function wireCircleMessage(circle: readonly string[]): string {
  return `wires go in a circle: ${formatCircle(circle)}`;
}

/** Writes `"a" → "b" → "a"`; of a long circle the first and last nodes. */
export function formatCircle(circle: readonly string[]): string {
  const ids = circle.map(quote);
  if (ids.length <= 12) return ids.join(" → ");
  return [...ids.slice(0, 8), `… (${ids.length - 11} more)`, ...ids.slice(-3)].join(" → ");
}

interface OrderOrCircle {
  readonly order: readonly string[];
  readonly circle: readonly string[] | null;
}

/** Both follow from the wiring, which an edit of a setting leaves as it was. */
const known = new WeakMap<Wiring, OrderOrCircle>();

function orderOrCircle(graph: Graph): OrderOrCircle {
  const wiring = wiringOf(graph);
  const before = known.get(wiring);
  if (before !== undefined) return before;
  const found = findOrderOrCircle(wiring);
  known.set(wiring, found);
  return found;
}

function findOrderOrCircle({ targets, sources }: Wiring): OrderOrCircle {
  const ids = [...sources.keys()];
  const indices = new Map(ids.map((id, index) => [id, index]));
  const waitsFor = new Map<string, number>();
  for (const [id, from] of sources) waitsFor.set(id, from.length);
  /** Places in the list, the last one first, so that the first one is popped. */
  const ready = ids.flatMap((id, index) => (waitsFor.get(id) === 0 ? [index] : [])).reverse();
  const order: string[] = [];
  for (let index = ready.pop(); index !== undefined; index = ready.pop()) {
    const id = ids[index]!;
    order.push(id);
    for (const target of targets.get(id)!) {
      const rest = waitsFor.get(target)! - 1;
      waitsFor.set(target, rest);
      if (rest === 0) insert(indices.get(target)!, ready);
    }
  }
  return { order, circle: order.length === sources.size ? null : findCircle(sources, waitsFor, indices) };
}

/** Puts an index among indices that are sorted from the last to the first. */
function insert(index: number, sorted: number[]): void {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! > index) low = middle + 1;
    else high = middle;
  }
  sorted.splice(low, 0, index);
}

/** Every node that still waits takes from another one that waits, so that going upstream must come round. */
function findCircle(
  sources: Wiring["sources"],
  waitsFor: ReadonlyMap<string, number>,
  indices: ReadonlyMap<string, number>,
): readonly string[] {
  const first = (ids: Iterable<string>): string =>
    [...ids].filter((id) => waitsFor.get(id)! > 0).reduce((a, b) => (indices.get(a)! < indices.get(b)! ? a : b));
  const upstream: string[] = [];
  const seen = new Map<string, number>();
  let id = first(sources.keys());
  while (!seen.has(id)) {
    seen.set(id, upstream.length);
    upstream.push(id);
    id = first(sources.get(id)!);
  }
  const circle = upstream.slice(seen.get(id)).reverse();
  const start = circle.indexOf(first(circle));
  return [...circle.slice(start), ...circle.slice(0, start), circle[start]!];
}
