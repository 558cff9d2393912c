import { FieldResult } from "./FieldResult.tsx";
import { useDraft } from "../document/fields/useDraft.ts";

interface ExpressionFieldProps {
  readonly id: string;
  /** Where no label element names it. */
  readonly label?: string;
  readonly value: string;
  readonly resolved: string | undefined;
  readonly invalid: boolean;
  readonly describedBy: string | undefined;
  readonly placeholder: string | undefined;
  readonly onCommit: (text: string) => void;
}

/** Shows an expression, and what it gives where that is not what stands there: `n_hidden = 100`. */
export function ExpressionField(props: ExpressionFieldProps) {
  const { id, label, value, resolved, invalid, describedBy, placeholder, onCommit } = props;
  const draft = useDraft(value, onCommit);
  return (
    <span className="field-expression">
      <input
        {...draft}
        id={id}
        className="field-input nodrag"
        type="text"
        spellCheck={false}
        autoComplete="off"
        autoCapitalize="off"
        placeholder={placeholder}
        aria-label={label}
        aria-invalid={invalid}
        aria-describedby={describedBy}
        title={draft.value}
      />
      <FieldResult value={value} resolved={resolved} />
    </span>
  );
}
