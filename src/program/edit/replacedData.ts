import type { Plan, PlannedNode } from "../plan/plan.ts";
import { downstreamOf } from "./stale.ts";

/**
 * Returns the first node by which an edit put other data in the place of those that were trained on: a source of words,
 * or a table of numbers, that an optimiser's loss depends on. Null when there is none.
 *
 * @param stale the nodes whose numbers the edit made out of date.
 */
export function replacedData(after: Plan, stale: ReadonlySet<string>): string | null {
  const optimizers = new Set(after.optimizers.map(({ node }) => node));
  for (const node of after.nodes.values()) {
    if (!stale.has(node.id) || !holdsData(node)) continue;
    if ([...downstreamOf(after, node.id)].some((reached) => optimizers.has(reached))) return node.id;
  }
  return null;
}

function holdsData({ nodeType, recipe, outputs }: PlannedNode): boolean {
  if (nodeType?.category !== "data" || recipe === null || recipe.sources.length > 0) return false;
  return Object.values(outputs).some(
    (output) => output.kind === "words" || (output.kind === "tensor" && output.tensor.shape.length >= 2),
  );
}
