import { useId, useState, type FormEvent, type KeyboardEvent } from "react";
import { ExpressionField } from "../settings/ExpressionField.tsx";
import { useDraft } from "../document/fields/useDraft.ts";
import { isComposing } from "../kit/keys/isComposing.ts";
import { useDocument } from "../document/documentStore.ts";
import { pressHistory } from "../document/commands/history.ts";
import { useSession } from "../runner/useSession.ts";
import "./variables.css";

/** Shows the graph's variables: expressions by name, for every setting and for each other. */
export function VariableFields() {
  const variables = useDocument((state) => state.graph.variables);
  return (
    <>
      {Object.entries(variables).map(([name, text]) => (
        <VariableField key={name} name={name} text={text} />
      ))}
      <NewVariable />
    </>
  );
}

function VariableField({ name, text }: { readonly name: string; readonly text: string }) {
  const id = useId();
  const apply = useDocument((state) => state.apply);
  const value = useSession(({ plan }) =>
    plan !== null && Object.hasOwn(plan.variables, name) ? plan.variables[name] : null,
  );
  const fault = useSession(({ plan }) => plan?.diagnostics.find(({ field }) => field === `variables.${name}`)?.message);
  const draft = useDraft(name, (to) => apply([{ type: "renameVariable", name, to: to.trim() }]));
  return (
    <div className="variable" data-place={`variable ${name}`}>
      <input
        {...draft}
        className="inspect-input inspect-mono"
        aria-label={`name of variable ${name}`}
        spellCheck={false}
      />
      <ExpressionField
        id={id}
        label={name}
        value={text}
        resolved={value == null ? undefined : String(value)}
        invalid={fault !== undefined}
        describedBy={fault === undefined ? undefined : `${id}-fault`}
        placeholder={undefined}
        onCommit={(next) => apply([{ type: "setVariable", name, text: next }])}
      />
      <button
        type="button"
        className="inspect-remove"
        aria-label={`Remove variable ${name}`}
        title={`Remove ${name}`}
        onClick={() => apply([{ type: "removeVariable", name }])}
      >
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <path d="m4 4 8 8M12 4l-8 8" />
        </svg>
      </button>
      {fault !== undefined && (
        <p className="field-fault" id={`${id}-fault`}>
          {fault}
        </p>
      )}
    </div>
  );
}

function NewVariable() {
  const [name, setName] = useState("");
  const [text, setText] = useState("");
  const exists = useDocument((state) => Object.hasOwn(state.graph.variables, name.trim()));

  // With nothing typed, there is nothing here to undo but the document.
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (isComposing(event)) return;
    if (event.currentTarget.value === "" && pressHistory(event)) event.preventDefault();
  };

  const add = (event: FormEvent): void => {
    event.preventDefault();
    if (exists || name.trim() === "") return;
    if (!useDocument.getState().apply([{ type: "setVariable", name: name.trim(), text: text.trim() }])) return;
    setName("");
    setText("");
  };

  return (
    <form className="variable variable-new" onSubmit={add}>
      <input
        className="inspect-input inspect-mono"
        aria-label="name of a new variable"
        placeholder="name"
        spellCheck={false}
        value={name}
        aria-invalid={exists}
        onChange={(event) => setName(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <input
        className="inspect-input inspect-mono"
        aria-label="expression of a new variable"
        placeholder="expression"
        spellCheck={false}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <button
        type="submit"
        className="inspect-add"
        aria-label="Add variable"
        title="Add variable"
        disabled={name.trim() === "" || exists}
      >
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <path d="M8 3v10M3 8h10" />
        </svg>
      </button>
      {exists && <p className="field-fault">There is a variable “{name.trim()}” already.</p>}
    </form>
  );
}
