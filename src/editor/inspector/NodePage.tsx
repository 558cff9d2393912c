import type { GraphNode } from "../../graph/graph.ts";
import { findNodeType } from "../../nodes/catalogue.ts";
import { nodeTexts } from "../../nodes/nodeTexts.ts";
import { formatCount } from "../../base/formatNumber.ts";
import { renameNode } from "../document/edits/actions.ts";
import { deleteSelected, duplicate } from "../document/commands/selection.ts";
import { CommandAction } from "../kit/commands/CommandAction.tsx";
import { activeSettings } from "../settings/nodeSettings.ts";
import { renameRefusal } from "../document/renameRefusal.ts";
import { NodeSettingFields } from "../settings/NodeSettingFields.tsx";
import { CodeText } from "../kit/CodeText.tsx";
import { InputFields } from "./InputFields.tsx";
import { NamesInScope } from "./NamesInScope.tsx";
import { OutputView } from "./OutputView.tsx";
import { ParameterView } from "./ParameterView.tsx";
import { Section } from "../kit/Section.tsx";
import { TextField } from "../document/fields/TextField.tsx";
import { nodeViews } from "./views/nodeViews.ts";
import type { NodeReport } from "../../protocol/nodeReport.ts";

export interface NodePageProps {
  readonly node: GraphNode;
  readonly report: NodeReport | undefined;
}

/** Shows a node's outputs, settings, wires, parameters and help. */
export function NodePage({ node, report }: NodePageProps) {
  const nodeType = findNodeType(node.type);
  const settings = nodeType === undefined ? [] : activeSettings(node, nodeType);
  const views =
    report?.status === "ready"
      ? nodeViews.flatMap(({ name, belongsTo, long = false, View }) =>
          belongsTo(node, report) ? [{ long, element: <View key={name} node={node} report={report} /> }] : [],
        )
      : [];
  const outputs = Object.entries(report?.outputs ?? {});
  const parameters = report?.parameters ?? [];
  const parameterCount = parameters.reduce((sum, { count }) => sum + count, 0);
  return (
    <>
      {views.filter(({ long }) => !long).map(({ element }) => element)}
      {outputs.length > 0 && (
        <Section title={outputs.length === 1 ? "Output" : "Outputs"}>
          {outputs.map(([port, output]) => (
            <OutputView key={port} node={node.id} port={port} output={output} />
          ))}
        </Section>
      )}
      <Section title="Settings">
        <TextField
          label="name"
          value={node.id}
          mono
          refuse={(name) => renameRefusal(node.id, name)}
          onCommit={(name) => renameNode(node.id, name)}
        />
        <NodeSettingFields node={node} settings={settings} report={report} explained />
        {settings.length > 0 && report !== undefined && <NamesInScope report={report} />}
      </Section>
      {views.filter(({ long }) => long).map(({ element }) => element)}
      {nodeType === undefined ? (
        <KeptSettings node={node} />
      ) : (
        Object.keys(nodeType.inputs).length > 0 && (
          <Section title="Inputs">
            <InputFields node={node} nodeType={nodeType} />
          </Section>
        )
      )}
      {parameters.length > 0 && (
        <Section title="Parameters" aside={formatCount(parameterCount)}>
          {parameters.map((parameter) => (
            <ParameterView key={parameter.name} node={node.id} parameter={parameter} />
          ))}
        </Section>
      )}
      {report !== undefined && report.buffers.length > 0 && (
        <Section title="State">
          <p className="field-summary">Remembered from one update to the next; Reset begins it anew.</p>
          {report.buffers.map((buffer) => (
            <ParameterView key={buffer.name} node={node.id} parameter={buffer} summary={buffer.summary} />
          ))}
        </Section>
      )}
      {nodeType !== undefined && (
        <Section title="What it does">
          <p className="inspect-help">
            <CodeText text={nodeTexts[nodeType.type]?.help ?? ""} />
          </p>
          <p className="inspect-label">In PyTorch</p>
          <pre className="inspect-code">{nodeTexts[nodeType.type]?.torch}</pre>
        </Section>
      )}
      <div className="inspect-actions">
        <CommandAction command={duplicate} />
        <CommandAction command={deleteSelected} data-place="delete" />
      </div>
    </>
  );
}

/** What a node of an unknown type holds; it is kept, and not to be edited blindly. */
function KeptSettings({ node }: { readonly node: GraphNode }) {
  const entries = Object.entries(node.settings);
  if (entries.length === 0) return null;
  return (
    <Section title="Kept settings">
      <dl className="inspect-facts">
        {entries.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{String(value)}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
