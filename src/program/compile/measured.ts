import { groupBy } from "../../base/groupBy.ts";
import type { Optimizer, PlannedNode } from "../plan/plan.ts";

/**
 * Lists the nodes that a training runs only in some iterations. Each has the numbers of which one must divide the
 * iteration. They are nodes that asked for it (a loss that no optimiser minimises) and are not trained, what is
 * computed from their results, and what leads to nothing else. Where nothing is trained there are none.
 *
 * @param nodes in the order in which they run.
 */
export function planMeasured(
  nodes: ReadonlyMap<string, PlannedNode>,
  optimizers: readonly Optimizer[],
): ReadonlyMap<string, readonly number[]> {
  const intervals = new Map<string, Set<number>>();
  if (optimizers.length === 0 || [...nodes.values()].every(({ measured }) => measured === null)) return new Map();
  const trained = upstream(
    nodes,
    optimizers.map(({ node }) => node),
  );
  for (const [id, node] of nodes) {
    if (trained.has(id)) continue;
    const own = node.measured === null ? [] : [node.measured.every];
    const all = [...own, ...sourcesOf(node).flatMap((source) => [...(intervals.get(source) ?? [])])];
    if (all.length > 0) intervals.set(id, new Set(all));
  }
  const consumers = consumersOf(nodes);
  for (const [id] of [...nodes].toReversed()) {
    const leadsTo = consumers.get(id) ?? [];
    if (trained.has(id) || intervals.has(id) || leadsTo.length === 0) continue;
    if (!leadsTo.every(({ consumer }) => intervals.has(consumer))) continue;
    intervals.set(id, new Set(leadsTo.flatMap(({ consumer }) => [...intervals.get(consumer)!])));
  }
  return new Map([...intervals].map(([id, every]) => [id, [...every].toSorted((a, b) => a - b)]));
}

function sourcesOf(node: PlannedNode): string[] {
  return (node.recipe?.sources ?? []).flatMap((source) => (source === null ? [] : [source.node]));
}

function consumersOf(nodes: ReadonlyMap<string, PlannedNode>): ReadonlyMap<string, readonly Use[]> {
  const uses = [...nodes].flatMap(([consumer, node]) => sourcesOf(node).map((source) => ({ source, consumer })));
  return groupBy(uses, ({ source }) => source);
}

interface Use {
  readonly source: string;
  readonly consumer: string;
}

/** These nodes, and all that leads to them. */
function upstream(nodes: ReadonlyMap<string, PlannedNode>, ends: readonly string[]): ReadonlySet<string> {
  const found = new Set(ends);
  for (const [id, node] of [...nodes].toReversed()) {
    if (found.has(id)) for (const source of sourcesOf(node)) found.add(source);
  }
  return found;
}
