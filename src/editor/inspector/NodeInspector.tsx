import { useId, type ComponentType } from "react";
import type { GraphNode } from "../../graph/graph.ts";
import { findNodeType } from "../../nodes/catalogue.ts";
import { CardNotFinite } from "../settings/CardNotFinite.tsx";
import { CardStatus } from "../settings/CardStatus.tsx";
import { HoldButton } from "../runner/following/HoldButton.tsx";
import { useNodeReport } from "../runner/nodeReport.ts";
import { useInspected, type InspectorTab } from "../runner/inspectedStore.ts";
import { CodeText } from "../kit/CodeText.tsx";
import { InspectorTabs } from "./InspectorTabs.tsx";
import { NodePage, type NodePageProps } from "./NodePage.tsx";
import { tensorsOf } from "../pictures/TensorChoice.tsx";
import { lazyPart } from "../kit/lazyPart.tsx";
import type { NodeReport } from "../../protocol/nodeReport.ts";

/** What a page about one of the node's tensors is given. */
interface TensorPageProps {
  readonly node: string;
  readonly report: NodeReport | undefined;
}

interface Page {
  readonly id: InspectorTab;
  readonly label: string;
  /** Of the pages about a tensor; each is loaded when it is first shown. */
  readonly Tensor?: ComponentType<TensorPageProps>;
}

/** The pages, in order. A new one is its file and its line here. */
const pages: readonly Page[] = [
  { id: "node", label: "Node" },
  {
    id: "values",
    label: "Values",
    Tensor: lazyPart("The values", async () => (await import("./ValuesTab.tsx")).ValuesTab),
  },
  {
    id: "storage",
    label: "Storage",
    Tensor: lazyPart("The storage", async () => (await import("./StorageTab.tsx")).StorageTab),
  },
  {
    id: "distribution",
    label: "Distribution",
    Tensor: lazyPart("The distribution", async () => (await import("./DistributionTab.tsx")).DistributionTab),
  },
  { id: "why", label: "Why", Tensor: lazyPart("The explanation", async () => (await import("./WhyTab.tsx")).WhyTab) },
];

interface NodeInspectorProps {
  readonly node: GraphNode;
  /** What shows the node itself, where it is not to be edited. */
  readonly Own?: ComponentType<NodePageProps>;
}

/** Shows all about one node: the node itself, or one of its tensors. */
export function NodeInspector({ node, Own = NodePage }: NodeInspectorProps) {
  const nodeType = findNodeType(node.type);
  const report = useNodeReport(node.id);
  const wanted = useInspected((state) => state.tab);
  const panel = useId();
  const hasTensors = tensorsOf(report).length > 0;
  const page = (hasTensors ? pages.find(({ id }) => id === wanted) : undefined) ?? pages[0]!;
  return (
    <div className="inspect">
      <header className="inspect-head">
        <h2>
          <span className="card-dot" data-category={nodeType?.category} />
          <span className="inspect-title">{node.id}</span>
          <span className="inspect-aside">{nodeType?.title ?? node.type}</span>
          <HoldButton label={`hold ${node.id}`} />
        </h2>
        {nodeType !== undefined && (
          <p className="inspect-summary">
            <CodeText text={nodeType.summary} />
          </p>
        )}
        <CardNotFinite node={node.id} />
        <CardStatus node={node} nodeType={nodeType} report={report} />
      </header>
      {hasTensors && <InspectorTabs tabs={pages} current={page.id} panel={panel} />}
      <div id={panel} role={hasTensors ? "tabpanel" : undefined}>
        {page.Tensor === undefined ? (
          <Own node={node} report={report} />
        ) : (
          <page.Tensor node={node.id} report={report} />
        )}
      </div>
    </div>
  );
}
