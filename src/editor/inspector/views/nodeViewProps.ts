import type { GraphNode } from "../../../graph/graph.ts";
import type { NodeReport } from "../../../protocol/nodeReport.ts";

/** What a view of a node is given. The node is ready: its outputs are planned. */
export interface NodeViewProps {
  readonly node: GraphNode;
  readonly report: NodeReport;
}
