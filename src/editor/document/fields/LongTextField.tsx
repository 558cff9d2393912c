import { useDraft } from "./useDraft.ts";

interface LongTextFieldProps {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  /** False where the text was refused: what was typed then stays. */
  readonly onCommit: (text: string) => boolean;
  readonly rows?: number;
}

/** Is a field for text of several lines. Leaving it commits, and so does Ctrl+Enter. */
export function LongTextField({ id, label, value, onCommit, rows = 4 }: LongTextFieldProps) {
  const draft = useDraft(value, onCommit);
  return (
    <textarea
      {...draft}
      id={id}
      className="field-text nodrag nowheel"
      aria-label={label}
      rows={rows}
      spellCheck={false}
    />
  );
}
