import type { GraphNode } from "../../../graph/graph.ts";
import type { NodeReport } from "../../../protocol/nodeReport.ts";

/** Holds what a view of a node is given. The node is ready: its outputs are planned. */
export interface NodeViewProps {
  readonly node: GraphNode;
  readonly report: NodeReport;
}
