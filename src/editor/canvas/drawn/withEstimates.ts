import type { Graph, GraphNode, Size } from "../../../graph/graph.ts";
import type { NodeReport } from "../../../protocol/nodeReport.ts";
import type { PlanReport } from "../../../protocol/planReport.ts";
import { flowNodeId } from "../../document/flowId.ts";
import { derived } from "../../../base/derived.ts";
import { reportOf } from "../../runner/reportOf.ts";
import { manyCards } from "../detail/detail.ts";
import { estimatedSize } from "./estimatedSize.ts";

/** Stands for the report of a node that the session has not told of yet. */
const unplanned: Partial<NodeReport> = {};
/** A card's id as React Flow has it, and about which size it has. */
type Estimate = readonly [string, Size];
const estimateOf = derived((node: GraphNode) => {
  const id = flowNodeId(node.id);
  return derived((report: Partial<NodeReport>): Estimate => [id, estimatedSize(node, report)]);
});

/** By the measured sizes: where an edit gives no card another size, the same are given again, so that nothing follows from them. */
const sizesBy = derived(
  (measured: ReadonlyMap<string, Size>, estimates: readonly Estimate[]): ReadonlyMap<string, Size> =>
    new Map([...estimates, ...measured]),
  (one, other) => one.length === other.length && one.every((estimate, at) => isSame(estimate, other[at]!)),
);

/**
 * Returns the sizes of all cards, by React Flow's ids. Of many cards those that were never seen have about the size that
 * they will have, so that they need not all be put on the page to be measured.
 */
export function withEstimates(
  { nodes }: Graph,
  plan: PlanReport | null,
  measured: ReadonlyMap<string, Size>,
): ReadonlyMap<string, Size> {
  if (nodes.length <= manyCards) return measured;
  const estimates = nodes.map((node) => estimateOf(node)(reportOf(plan, node.id) ?? unplanned));
  return sizesBy(
    measured,
    estimates.filter(([id]) => !measured.has(id)),
  );
}

function isSame(one: Estimate, other: Estimate): boolean {
  const [[id, size], [otherId, otherSize]] = [one, other];
  return one === other || (id === otherId && size.width === otherSize.width && size.height === otherSize.height);
}
