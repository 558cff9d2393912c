import { memo } from "react";
import type { GraphNode } from "../../../graph/graph.ts";
import type { NodeType } from "../../../nodes/contract/nodeType.ts";
import { formatBriefly } from "../../../base/formatNumber.ts";
import { briefPort } from "../../pictures/describePort.ts";
import { cardSettings, settingValue } from "../../settings/nodeSettings.ts";
import { CardNotFinite } from "../../settings/CardNotFinite.tsx";
import { useSession } from "../../runner/useSession.ts";
import { CardStatus } from "../../settings/CardStatus.tsx";
import type { NodeReport } from "../../../protocol/nodeReport.ts";
import { cardFacet } from "./cardFacet.tsx";
import { CardLines } from "./CardLines.tsx";
import { CardOutputs, isSaidInWords } from "./CardOutputs.tsx";

interface CardBriefProps {
  readonly flowId: string;
  readonly node: GraphNode;
  readonly nodeType: NodeType | undefined;
  readonly report: NodeReport | undefined;
}

/** Shows what a small card has room for, over all that a whole one shows: what it is, its shape, and its picture. */
export const CardBrief = memo(function CardBrief({ flowId, node, nodeType, report }: CardBriefProps) {
  const facet = report?.status === "ready" ? (cardFacet({ flowId, node, report }) ?? null) : null;
  const outputs = Object.values(report?.outputs ?? {});
  const rate = useSession(({ status }) => status?.learningRates[node.id]);
  const what = doing(node, nodeType, rate);
  const shapes = outputs.map(briefPort).join(", ");
  const inWords = report !== undefined && outputs.every((output) => isSaidInWords(report, output));
  return (
    <div className="card-brief">
      <p className="brief-caption">
        <span className="brief-doing" title={what}>
          {what}
        </span>
        <span className="brief-shape" title={shapes}>
          {shapes}
        </span>
      </p>
      {report?.status === "ready" &&
        (facet ?? <CardOutputs flowId={flowId} node={node.id} report={report} look="brief" />)}
      <CardNotFinite node={node.id} />
      <CardStatus node={node} nodeType={nodeType} report={report} withoutFields />
      {report !== undefined && facet === null && inWords && report.lines.length > 0 && (
        <CardLines node={node.id} report={report} brief />
      )}
    </div>
  );
});

/**
 * What a node does: its formula, where it has one; its settings, where it gives nothing to be looked at, with the learning rate
 * that is in force; else its type.
 */
function doing(node: GraphNode, nodeType: NodeType | undefined, rate: number | undefined): string {
  if (nodeType === undefined) return node.type;
  const settings = cardSettings(node, nodeType).map(([name, setting]) => ({
    name,
    kind: setting.kind,
    text:
      setting.kind === "schedule" && rate !== undefined
        ? formatBriefly(rate)
        : String(settingValue(node, name, setting)),
  }));
  const formula = settings.find(({ kind }) => kind === "formula");
  if (formula !== undefined) return formula.text;
  if (Object.keys(nodeType.outputs).length === 0) return settings.map(({ name, text }) => `${name} ${text}`).join(", ");
  return nodeType.title.toLowerCase() === node.id.toLowerCase() ? "" : nodeType.title;
}
