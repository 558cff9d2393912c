import { useId } from "react";
import { formatBytes } from "../../views/formatBytes.ts";
import { formatCount } from "../../base/formatNumber.ts";
import { LongTextField } from "../document/fields/LongTextField.tsx";
import { useDocument } from "../document/documentStore.ts";
import { notify } from "../kit/noticeStore.ts";
import { useSession } from "../runner/useSession.ts";
import { CommentList } from "./CommentList.tsx";
import { Section } from "../kit/Section.tsx";
import { TextField } from "../document/fields/TextField.tsx";
import { VariableFields } from "./VariableFields.tsx";

/** Shows all about the graph as a whole. */
export function GraphInspector() {
  const { title, description, seed } = useDocument((state) => state.graph);
  const plan = useSession((state) => state.plan);
  const id = useId();
  const apply = useDocument((state) => state.apply);
  const faults = plan?.diagnostics.filter(({ node, field }) => node === undefined && !field?.startsWith("variables"));
  return (
    <div className="inspect">
      <Section title="Graph">
        <TextField
          label="title"
          className="field inspect-stacked"
          value={title}
          onCommit={(text) => apply([{ type: "setTitle", title: text }])}
        />
        <div className="field inspect-stacked">
          <label htmlFor={id}>description</label>
          <LongTextField
            id={id}
            label="description"
            rows={5}
            value={description}
            onCommit={(text) => apply([{ type: "setDescription", description: text }])}
          />
        </div>
        <TextField label="seed" mono value={String(seed)} onCommit={changeSeed} />
        <p className="field-summary">All random numbers come from it: parameters first, then batches and masks.</p>
      </Section>
      <CommentList />
      <Section title="Variables">
        <VariableFields />
      </Section>
      {plan !== null && (
        <Section title="Size">
          <dl className="inspect-facts">
            <div>
              <dt>parameters</dt>
              <dd>{formatCount(plan.parameterCount)}</dd>
            </div>
            <div>
              <dt>memory</dt>
              <dd>{formatBytes(plan.bytes)}</dd>
            </div>
          </dl>
          {faults?.map(({ message }, index) => (
            <p key={index} className="card-error-text">
              {message}
            </p>
          ))}
        </Section>
      )}
      <p className="inspect-tip">Select a node to see its numbers, its parameters and what it does.</p>
    </div>
  );
}

function changeSeed(text: string): void {
  const seed = Number(text);
  if (!/^\d+$/.test(text.trim()) || !Number.isSafeInteger(seed)) {
    notify({ kind: "error", message: `the seed ${JSON.stringify(text)} is not a whole number from 0 to 2^53 − 1` });
    return;
  }
  useDocument.getState().apply([{ type: "setSeed", seed }]);
}
