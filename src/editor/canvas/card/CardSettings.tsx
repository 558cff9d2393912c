import { memo } from "react";
import type { GraphNode } from "../../../graph/graph.ts";
import type { NodeType } from "../../../nodes/contract/nodeType.ts";
import { cardSettings, settingFault, settingValue } from "../../settings/nodeSettings.ts";
import { SettingField } from "../../settings/SettingField.tsx";
import { changeSetting } from "../../document/edits/actions.ts";
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
      {settings.map(([name, setting]) => (
        <SettingField
          key={name}
          node={node}
          name={name}
          setting={setting}
          value={settingValue(node, name, setting)}
          resolved={report?.resolved[name]}
          fault={settingFault(report?.diagnostics ?? [], name)}
          onCommit={(value) => changeSetting(node.id, name, value)}
        />
      ))}
    </div>
  );
});
