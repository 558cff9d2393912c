import type { Graph } from "./graph.ts";
import { wiringOf } from "./wiring.ts";

/**
 * Returns the nodes that `ids` lead to, over any number of wires. Those of `ids` that are in the graph are among them.
 */
export function downstream(graph: Graph, ids: Iterable<string>): Set<string> {
  const { targets } = wiringOf(graph);
  const reached = new Set<string>();
  for (const id of ids) if (targets.has(id)) reached.add(id);
  // A set is walked in the order of insertion, and what is added on the way is walked too.
  for (const id of reached) for (const target of targets.get(id)!) reached.add(target);
  return reached;
}
