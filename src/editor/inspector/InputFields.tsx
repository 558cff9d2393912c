import { useId, useMemo } from "react";
import type { GraphNode } from "../../graph/graph.ts";
import type { NodeType } from "../../nodes/contract/nodeType.ts";
import type { Port } from "../../nodes/contract/port.ts";
import { spareInputs } from "../../nodes/contract/spareInputs.ts";
import { connect, disconnect } from "../document/edits/actions.ts";
import { briefPort } from "../pictures/describePort.ts";
import { edgeInto } from "../document/graphIndex.ts";
import { outputReport } from "../runner/nodeReport.ts";
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

function InputField({ node, name, port }: InputFieldProps) {
  const id = useId();
  const graph = useDocument((state) => state.graph);
  const plan = useSession((state) => state.plan);
  const to = `${node}.${name}`;
  const wired = edgeInto(graph, to)?.from ?? "";
  const outputs = useMemo(() => compatibleOutputs(graph, node, port.kind), [graph, node, port.kind]);
  const label = (from: string): string => {
    const report = outputReport(plan, from);
    return report === undefined ? from : `${from}  ${briefPort(report)}`;
  };
  return (
    <div className="field">
      <label htmlFor={id}>{name}</label>
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
        <option value="">{port.optional === true ? "not wired (optional)" : "not wired"}</option>
        {wired !== "" && !outputs.includes(wired) && <option value={wired}>{wired}</option>}
        {outputs.map((from) => (
          <option key={from} value={from}>
            {label(from)}
          </option>
        ))}
      </select>
      <p className="field-summary">{port.summary}</p>
    </div>
  );
}
