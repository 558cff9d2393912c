import { memo, useId, useMemo, useRef } from "react";
import { sameItems } from "../../base/sameItems.ts";
import type { GraphNode } from "../../graph/graph.ts";
import type { NodeType } from "../../nodes/contract/nodeType.ts";
import type { Port } from "../../nodes/contract/port.ts";
import { spareInputs } from "../../nodes/contract/spareInputs.ts";
import type { PortReport } from "../../protocol/portReport.ts";
import { connect, disconnect } from "../document/edits/actions.ts";
import { briefPort } from "../pictures/describePort.ts";
import { edgeInto } from "../document/graphIndex.ts";
import { outputReport } from "../runner/nodeReport.ts";
import { derived } from "../../base/derived.ts";
import { useDocument } from "../document/documentStore.ts";
import { useSession } from "../runner/useSession.ts";
import { compatibleOutputs } from "./compatibleOutputs.ts";

interface InputFieldsProps {
  readonly node: GraphNode;
  readonly nodeType: NodeType;
}

/** Shows a node's inputs, each with the outputs that can be wired to it: wiring without a pointer. */
export function InputFields({ node, nodeType }: InputFieldsProps) {
  const graph = useDocument((state) => state.graph);
  const wired = Object.keys(nodeType.inputs).filter((name) => edgeInto(graph, `${node.id}.${name}`) !== undefined);
  const spare = spareInputs(nodeType, new Set(wired));
  const offered = Object.entries(nodeType.inputs).filter(([name]) => !spare.has(name));
  return offered.map(([name, port]) => <InputField key={name} node={node.id} name={name} port={port} />);
}

interface InputFieldProps {
  readonly node: string;
  readonly name: string;
  readonly port: Port;
}

function labelOf(from: string, report: PortReport | undefined): string {
  return report === undefined ? from : `${from}  ${brief(report)}`;
}

const brief = derived(briefPort);

function InputField({ node, name, port }: InputFieldProps) {
  const id = useId();
  const graph = useDocument((state) => state.graph);
  const plan = useSession((state) => state.plan);
  const to = `${node}.${name}`;
  const outputs = useSame(useMemo(() => compatibleOutputs(graph, node, port.kind), [graph, node, port.kind]));
  const labels = useSame(
    useMemo(() => outputs.map((from) => labelOf(from, outputReport(plan, from))), [plan, outputs]),
  );
  return (
    <div className="field">
      <label htmlFor={id}>{name}</label>
      <InputSelect
        id={id}
        to={to}
        wired={edgeInto(graph, to)?.from ?? ""}
        outputs={outputs}
        labels={labels}
        isOptional={port.optional === true}
      />
      <p className="field-summary">{port.summary}</p>
    </div>
  );
}

/** Returns the list that was returned before, as long as its items are the same. */
function useSame(items: readonly string[]): readonly string[] {
  const kept = useRef(items);
  if (!sameItems(kept.current, items)) kept.current = items;
  return kept.current;
}

interface InputSelectProps {
  readonly id: string;
  readonly to: string;
  readonly wired: string;
  readonly outputs: readonly string[];
  readonly labels: readonly string[];
  readonly isOptional: boolean;
}

/** The outputs to choose from, thousands in a big graph: rendered when one of them is another or is called otherwise. */
const InputSelect = memo(({ id, to, wired, outputs, labels, isOptional }: InputSelectProps) => (
  <select
    id={id}
    className="inspect-select"
    value={wired}
    onChange={(event) => {
      const from = event.currentTarget.value;
      if (from === "") disconnect(to);
      else connect(from, to);
    }}
  >
    <option value="">{isOptional ? "not wired (optional)" : "not wired"}</option>
    {wired !== "" && !outputs.includes(wired) && <option value={wired}>{wired}</option>}
    {outputs.map((from, at) => (
      <option key={from} value={from}>
        {labels[at]}
      </option>
    ))}
  </select>
));
