import { FieldResult } from "./FieldResult.tsx";
import { useDraft } from "../document/fields/useDraft.ts";

interface TableFieldProps {
  readonly id: string;
  readonly value: string;
  readonly resolved: string | undefined;
  readonly invalid: boolean;
  readonly describedBy: string | undefined;
  readonly onCommit: (text: string) => void;
}

/** Numbers in rows: as high as its lines, so that a table can be pasted. Enter commits; Shift and Enter begin a new row. */
export function TableField({ id, value, resolved, invalid, describedBy, onCommit }: TableFieldProps) {
  const draft = useDraft(value, onCommit, undefined, true);
  const rows = draft.value.split("\n").length;
  return (
    <span className="field-expression">
      <textarea
        {...draft}
        id={id}
        className="field-input field-table nodrag nowheel"
        data-rows={rows > 1 ? "several" : "one"}
        rows={Math.min(rows, MOST_ROWS)}
        wrap="off"
        spellCheck={false}
        autoComplete="off"
        autoCapitalize="off"
        aria-invalid={invalid}
        aria-describedby={describedBy}
        title={draft.value}
      />
      <FieldResult value={value} resolved={resolved} />
    </span>
  );
}

/** Rows that are seen at once. */
const MOST_ROWS = 6;
