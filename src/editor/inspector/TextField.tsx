import { useId } from "react";
import { useDraft } from "../fields/useDraft.ts";

interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onCommit: (text: string) => void;
  readonly className?: string;
  readonly maxLength?: number;
  readonly mono?: boolean;
}

/** A short text with its name before it. */
export function TextField({ label, value, onCommit, className = "field", maxLength, mono = false }: TextFieldProps) {
  const id = useId();
  const draft = useDraft(value, onCommit);
  return (
    <div className={className}>
      <label htmlFor={id}>{label}</label>
      <input
        {...draft}
        id={id}
        className={mono ? "inspect-input inspect-mono" : "inspect-input"}
        spellCheck={false}
        maxLength={maxLength}
      />
    </div>
  );
}
