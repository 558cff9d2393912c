import type { GraphNode } from "../../graph/graph.ts";
import type { Setting } from "../../nodes/settings/setting.ts";
import type { NodeReport } from "../../protocol/nodeReport.ts";
import { changeSetting } from "../document/edits/actions.ts";
import { settingFault, settingValue } from "./nodeSettings.ts";
import { SettingField } from "./SettingField.tsx";

interface NodeSettingFieldsProps {
  readonly node: GraphNode;
  readonly settings: readonly (readonly [string, Setting])[];
  readonly report: NodeReport | undefined;
  /** Also says in a line what each setting does. */
  readonly explained?: boolean;
}

/** Shows some settings of a node, each edited in place. */
export function NodeSettingFields({ node, settings, report, explained = false }: NodeSettingFieldsProps) {
  return settings.map(([name, setting]) => {
    const fault = settingFault(report?.diagnostics ?? [], name);
    return (
      <SettingField
        key={name}
        node={node}
        name={name}
        setting={setting}
        value={settingValue(node, name, setting)}
        resolved={report?.resolved[name]}
        fault={fault?.message}
        plain={fault?.plain}
        explained={explained}
        onCommit={(value) => changeSetting(node.id, name, value)}
      />
    );
  });
}
