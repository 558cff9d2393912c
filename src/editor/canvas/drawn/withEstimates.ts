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

interface Given {
  nodes: Graph["nodes"];
  reports: readonly (NodeReport | undefined)[];
  sizes: ReadonlyMap<string, Size>;
}

/**
 * What was given last for the same measured sizes. An edit looks anew at the nodes that are others or of which something else
 * is said; where no card becomes another size, the same sizes are given again, so that nothing follows from them.
 */
const given = derived((_measured: ReadonlyMap<string, Size>): Given => ({ nodes: [], reports: [], sizes: new Map() }));

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
  const last = given(measured);
  const reports = nodes.map(({ id }) => reportOf(plan, id));
  const alike = nodes.length === last.nodes.length && nodes.every(({ id }, at) => id === last.nodes[at]!.id);
  let all = alike ? null : new Map(measured);
  for (const [at, node] of nodes.entries()) {
    if (alike && node === last.nodes[at] && reports[at] === last.reports[at]) continue;
    const id = flowNodeId(node.id);
    if (measured.has(id)) continue;
    const [size, before] = [estimateOf(node)(reports[at] ?? unplanned), last.sizes.get(id)];
    const isSame = before?.width === size.width && before.height === size.height;
    if (alike && isSame) continue;
    all ??= new Map(last.sizes);
    all.set(id, isSame ? before : size);
  }
  last.nodes = nodes;
  last.reports = reports;
  if (all !== null && (all.size !== last.sizes.size || [...all].some(([id, size]) => last.sizes.get(id) !== size))) {
    last.sizes = all;
  }
  return last.sizes;
}
