import { useId, useState } from "react";
import { formatCount } from "../../base/formatNumber.ts";
import { quote } from "../../base/quote.ts";
import { BarButton } from "../kit/BarButton.tsx";
import { Dialog } from "../kit/dialog/Dialog.tsx";
import { closeDialog } from "../kit/dialog/dialogStore.ts";
import { useKeeping } from "../keeping/useKeeping.ts";
import { takeOwnText } from "../keeping/files/ownText.ts";
import { usePendingTable } from "../keeping/files/pendingTable.ts";
import { columnLines, columnNames, hasHeader } from "../keeping/files/table.ts";
import "./columnDialog.css";

/** Cells of a column that are shown of it. */
const SHOWN = 3;

/** Asks which column of a table is to be learned from. */
export function ColumnDialog() {
  const keeping = useKeeping();
  const pending = usePendingTable((state) => state.pending);
  const [header, setHeader] = useState(() => pending !== null && hasHeader(pending.table));
  const [column, setColumn] = useState(0);
  const group = useId();
  if (pending === null) return null;
  const { table, fileName, pointedAt } = pending;
  const names = columnNames(table, header);
  const lines = columnLines(table, column, header);
  const learn = (): void => {
    closeDialog();
    const name = `${fileName.replace(/\.[^.]*$/, "")}, ${names[column]!}.txt`;
    void takeOwnText(keeping, new File([lines.join("\n")], name), pointedAt);
  };
  return (
    <Dialog title="Which column is to be learned from?">
      <p>
        {quote(fileName)} is a table of {table.columns} columns. Each cell of the one that you choose becomes a line.
      </p>
      <label className="column-header">
        <input type="checkbox" checked={header} onChange={(event) => setHeader(event.currentTarget.checked)} />
        the first row names the columns
      </label>
      <fieldset className="columns">
        <legend>Columns</legend>
        {names.map((name, at) => (
          <label key={at}>
            <input type="radio" name={group} checked={column === at} onChange={() => setColumn(at)} />
            <b>{name}</b>
            <span>{columnLines(table, at, header).slice(0, SHOWN).join(", ")} …</span>
          </label>
        ))}
      </fieldset>
      <footer className="dialog-actions">
        <BarButton label="Cancel" onClick={closeDialog} />
        <BarButton
          label={`Learn from ${formatCount(lines.length)} ${lines.length === 1 ? "line" : "lines"}`}
          primary
          unavailable={lines.length === 0 ? "The column has no cell with a text." : null}
          onClick={learn}
        />
      </footer>
    </Dialog>
  );
}
