import { nodeOf } from "../document/graphIndex.ts";
import { useDocument } from "../document/documentStore.ts";
import { NodeInspector } from "./NodeInspector.tsx";
import type { NodePageProps } from "./NodePage.tsx";
import { OutputView } from "./OutputView.tsx";
import { ParameterView } from "./ParameterView.tsx";
import { nodeViews } from "./views/nodeViews.ts";
import { Section } from "../kit/Section.tsx";
import { useFollowedNode } from "../runner/following/useFollowedNode.ts";

/** Shows the node that the presentation is about, large: its numbers, its parameters, and on request why they are what they are. */
export function PresentedNode() {
  const id = useFollowedNode();
  const node = useDocument(({ graph }) => (id === null ? undefined : nodeOf(graph, id)));
  const title = useDocument(({ graph }) => graph.title);
  return (
    <aside className="presented side" aria-label="Followed node">
      {node === undefined ? <h2>{title}</h2> : <NodeInspector key={node.id} node={node} Own={PresentedPage} />}
    </aside>
  );
}

/** A node's pictures, with nothing to be set. */
function PresentedPage({ node, report }: NodePageProps) {
  const views = report?.status === "ready" ? nodeViews.filter(({ belongsTo }) => belongsTo(node, report)) : [];
  const outputs = Object.entries(report?.outputs ?? {});
  return (
    <>
      {outputs.length > 0 && (
        <Section title={outputs.length === 1 ? "Output" : "Outputs"}>
          {outputs.map(([port, output]) => (
            <OutputView key={port} node={node.id} port={port} output={output} />
          ))}
        </Section>
      )}
      {report !== undefined && report.parameters.length > 0 && (
        <Section title="Parameters">
          {report.parameters.map((parameter) => (
            <ParameterView key={parameter.name} node={node.id} parameter={parameter} />
          ))}
        </Section>
      )}
      {report !== undefined && views.map(({ name, View }) => <View key={name} node={node} report={report} />)}
    </>
  );
}
