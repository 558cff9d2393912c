import { memo } from "react";
import type { GraphNode } from "../../../graph/graph.ts";
import type { NodeType } from "../../../nodes/contract/nodeType.ts";
import { cardSettings } from "../../settings/nodeSettings.ts";
import { NodeSettingFields } from "../../settings/NodeSettingFields.tsx";
import type { NodeReport } from "../../../protocol/nodeReport.ts";

interface CardSettingsProps {
  readonly node: GraphNode;
  readonly nodeType: NodeType;
  readonly report: NodeReport | undefined;
}

/** Shows a card's settings, edited in place. */
export const CardSettings = memo(function CardSettings({ node, nodeType, report }: CardSettingsProps) {
  const settings = cardSettings(node, nodeType);
  if (settings.length === 0) return null;
  return (
    <div className="card-settings">
      <NodeSettingFields node={node} settings={settings} report={report} />
    </div>
  );
});
