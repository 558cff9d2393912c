import type { Graph, GraphNode, Size } from "../../../graph/graph.ts";
import type { NodeReport } from "../../../protocol/nodeReport.ts";
import type { PlanReport } from "../../../protocol/planReport.ts";
import { flowNodeId } from "../../document/flowId.ts";
import { derived } from "../../kit/derived.ts";
import { reportOf } from "../../runner/reportOf.ts";
import { manyCards } from "../detail/detail.ts";
import { estimatedSize } from "./estimatedSize.ts";

/** Stands for the report of a node that the session has not told of yet. */
const unplanned: Partial<NodeReport> = {};
const estimateOf = derived((node: GraphNode) => derived((report: Partial<NodeReport>) => estimatedSize(node, report)));

/** What was given last for the same measured sizes: the same again where a plan changes none, so that nothing follows from it. */
const given = derived((_measured: ReadonlyMap<string, Size>) => ({ sizes: new Map<string, Size>() }));

/**
 * Returns the sizes of all cards, by React Flow's ids. Of many cards those that were never seen have about the size that
 * they will have, so that they need not all be put on the page to be measured.
 */
export function withEstimates(
  graph: Graph,
  plan: PlanReport | null,
  measured: ReadonlyMap<string, Size>,
): ReadonlyMap<string, Size> {
  if (graph.nodes.length <= manyCards) return measured;
  const last = given(measured);
  const all = new Map(measured);
  for (const node of graph.nodes) {
    const id = flowNodeId(node.id);
    if (all.has(id)) continue;
    const [size, before] = [estimateOf(node)(reportOf(plan, node.id) ?? unplanned), last.sizes.get(id)];
    all.set(id, before?.width === size.width && before.height === size.height ? before : size);
  }
  if (all.size !== last.sizes.size || [...all].some(([id, size]) => last.sizes.get(id) !== size)) last.sizes = all;
  return last.sizes;
}
