import { DiagnosticError } from "../base/diagnostic.ts";
import { quote } from "../base/quote.ts";
import type { Graph } from "./graph.ts";
import { wiringOf, type Wiring } from "./wiring.ts";

/**
 * The node ids in the order in which they run: each after the nodes it takes from, and of those that could
 * run next the one with the smallest id (by UTF-16 code unit). The place in the file does not matter.
 * Throws a DiagnosticError when wires go in a circle.
 */
export function topologicalOrder(graph: Graph): string[] {
  const { order, circle } = orderOrCircle(wiringOf(graph));
  if (circle !== null) throw DiagnosticError.of(wireCircleMessage(circle));
  return order;
}

/** The ids of a circle of wires, `["a", "b", "a"]`, or null when there is none. Always the same one for the same graph. */
export function wireCircle(graph: Graph): readonly string[] | null {
  return orderOrCircle(wiringOf(graph)).circle;
}

/** The sentence that says a circle. */
export function wireCircleMessage(circle: readonly string[]): string {
  return `wires go in a circle: ${formatCircle(circle)}`;
}

/** `"a" → "b" → "a"`; of a long circle the first and last nodes. */
export function formatCircle(circle: readonly string[]): string {
  const ids = circle.map(quote);
  if (ids.length <= 12) return ids.join(" → ");
  return [...ids.slice(0, 8), `… (${ids.length - 11} more)`, ...ids.slice(-3)].join(" → ");
}

function orderOrCircle({ targets, sources }: Wiring): {
  readonly order: string[];
  readonly circle: readonly string[] | null;
} {
  const waitsFor = new Map<string, number>();
  for (const [id, from] of sources) waitsFor.set(id, from.length);
  /** Sorted from the largest to the smallest, so that the smallest is popped. */
  const ready = [...sources.keys()].filter((id) => waitsFor.get(id) === 0).sort((a, b) => (a < b ? 1 : -1));
  const order: string[] = [];
  for (let id = ready.pop(); id !== undefined; id = ready.pop()) {
    order.push(id);
    for (const target of targets.get(id)!) {
      const rest = waitsFor.get(target)! - 1;
      waitsFor.set(target, rest);
      if (rest === 0) ready.splice(placeOf(target, ready), 0, target);
    }
  }
  return { order, circle: order.length === sources.size ? null : findCircle(sources, waitsFor) };
}

/** Where `id` belongs among ids sorted from the largest to the smallest. */
function placeOf(id: string, sorted: readonly string[]): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! > id) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Every node that still waits takes from another one that waits, so that going upstream must come round. */
function findCircle(
  sources: ReadonlyMap<string, readonly string[]>,
  waitsFor: ReadonlyMap<string, number>,
): readonly string[] {
  const smallest = (ids: Iterable<string>) =>
    [...ids].filter((id) => waitsFor.get(id)! > 0).reduce((a, b) => (a < b ? a : b));
  const upstream: string[] = [];
  const seen = new Map<string, number>();
  let id = smallest(sources.keys());
  while (!seen.has(id)) {
    seen.set(id, upstream.length);
    upstream.push(id);
    id = smallest(sources.get(id)!);
  }
  const circle = upstream.slice(seen.get(id)).reverse();
  const start = circle.indexOf(smallest(circle));
  return [...circle.slice(start), ...circle.slice(0, start), circle[start]!];
}
