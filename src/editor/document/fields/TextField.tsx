import { useId, useState } from "react";
import { useDraft } from "./useDraft.ts";

interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  /** False where the text was refused: what was typed then stays. */
  readonly onCommit: (text: string) => unknown;
  readonly className?: string;
  readonly mono?: boolean;
  /** Why a text cannot be; said at the field, and it is not committed. Null when it can. */
  readonly refuse?: (text: string) => string | null;
}

/** Shows a short text with its name before it. */
export function TextField({ label, value, onCommit, className = "field", mono = false, refuse }: TextFieldProps) {
  const id = useId();
  const [refused, setRefused] = useState({ text: value, why: "" });
  const draft = useDraft(value, (text) => {
    const why = refuse?.(text) ?? null;
    if (why === null) return onCommit(text);
    setRefused({ text, why });
    return false;
  });
  const fault = draft.value !== value && draft.value === refused.text ? refused.why : undefined;
  return (
    <div className={className}>
      <label htmlFor={id}>{label}</label>
      <input
        {...draft}
        id={id}
        className={mono ? "inspect-input inspect-mono" : "inspect-input"}
        spellCheck={false}
        aria-invalid={fault !== undefined}
        aria-describedby={fault === undefined ? undefined : `${id}-fault`}
      />
      {fault !== undefined && (
        <p className="field-fault" id={`${id}-fault`} role="alert">
          {fault}
        </p>
      )}
    </div>
  );
}
