import { FieldResult } from "./FieldResult.tsx";
import type { FieldProps } from "./fieldProps.ts";
import { useDraft } from "../document/fields/useDraft.ts";

/**
 * Is a field for numbers in rows: as high as its lines, so that a table can be pasted. Enter commits; Shift and Enter
 * begin a new row.
 */
export function TableField({ id, value, resolved, fault, describedBy, onCommit }: FieldProps) {
  const written = String(value);
  const draft = useDraft(written, onCommit, undefined, true);
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
        aria-invalid={fault !== undefined}
        aria-describedby={describedBy}
        title={draft.value}
      />
      <FieldResult value={written} resolved={resolved} />
    </span>
  );
}

/** Rows that are seen at once. */
const MOST_ROWS = 6;
