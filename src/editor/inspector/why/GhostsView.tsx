import { useMemo, useState } from "react";
import { formatCount, formatNumber } from "../../../base/formatNumber.ts";
import { formatDims, formatIndex } from "../../../views/formatDims.ts";
import { useDocument } from "../../document/documentStore.ts";
import { useInspected } from "../../runner/inspectedStore.ts";
import { useReading } from "../../runner/reading/useReading.ts";
import { SlicePicker } from "../../pictures/SlicePicker.tsx";
import { cellAt, ghostAxes, shownIndices } from "./ghostLayout.ts";
import { GhostTable } from "./GhostTable.tsx";
import type { Broadcast, BroadcastOperand, Ghosts } from "./whyTypes.ts";
import type { Side } from "../../../protocol/tensorRef.ts";

interface Props {
  readonly node: string;
  readonly broadcast: Broadcast;
  readonly operand: BroadcastOperand;
  readonly side: Side;
  /** The index in the result that is looked at first. */
  readonly resultIndex: readonly number[];
}

/** Rows that are drawn at most, and columns: of no more than these all, of more one less, for the sign that says so. */
const mostRows = 6;
const mostColumns = 5;

/**
 * Shows an operand as it stands in the result: its own cells, and the same ones again as ghosts. On the gradient's side
 * what comes back through each of them, and their sum, which is the gradient of the one cell.
 */
export function GhostsView({ node, broadcast, operand, side, resultIndex: first }: Props) {
  const { ordinal, result } = broadcast;
  const { input } = operand;
  const [resultIndex, setResultIndex] = useState(first);
  const axes = useMemo(() => ghostAxes({ result }, operand), [result, operand]);
  const width = result[axes.columnAxis]!;
  const rows = useMemo(
    () =>
      axes.rowAxis === null
        ? [0]
        : shownIndices(result[axes.rowAxis]!, mostRows, resultIndex[axes.rowAxis]!, axes.rowsRepeat),
    [axes, result, resultIndex],
  );
  const columns = useMemo(
    () =>
      shownIndices(
        width,
        width > mostColumns ? mostColumns - 1 : mostColumns,
        resultIndex[axes.columnAxis]!,
        axes.columnsRepeat,
      ),
    [axes, width, resultIndex],
  );
  const indices = rows.flatMap((row) => columns.map((column) => resultIndexAt(resultIndex, axes, row, column)));
  const reading = useReading("ghosts", { node, op: ordinal, input, indices });
  // Numbers that were asked for other places would stand in the wrong ones.
  const ghosts = reading?.isCurrent === true ? reading.answer : null;
  const shown = side === "grad" && ghosts !== null && ghosts.grads !== null ? "grad" : "value";
  const at = rows.indexOf(axes.rowAxis === null ? 0 : resultIndex[axes.rowAxis]!) * columns.length;
  const chosen = at + columns.indexOf(resultIndex[axes.columnAxis]!);
  const name = reading?.answer.label ?? input;
  return (
    <div className="ghosts" role="group" aria-label={`ghosts of ${input}`}>
      <p className="ghosts-title">
        <b>{name}</b>
        <span>
          {formatDims(operand.shape)} in {formatCount(axes.count)} {axes.called}
        </span>
      </p>
      {result.length > 2 && (
        <SlicePicker
          shape={result}
          dims={result.map(() => null)}
          slice={resultIndex}
          onChange={(slice) => setResultIndex([...slice, ...resultIndex.slice(slice.length)])}
        />
      )}
      <div className="ghost-scroll">
        <GhostTable
          label={`${name}, ${shown === "grad" ? "what comes back through its ghosts" : "and its ghosts"}`}
          axes={axes}
          result={result}
          rows={rows}
          columns={columns}
          resultIndex={resultIndex}
          // What comes back is there at every place alike; the cell itself is the sum.
          isGhost={(row, column) => {
            const there = resultIndexAt(resultIndex, axes, row, column);
            return shown === "grad" || operand.repeats.some((axis) => there[axis]! > 0);
          }}
          numbers={(shown === "grad" ? ghosts?.grads?.shares : ghosts?.values) ?? null}
          sums={shown === "grad" ? (ghosts?.grads?.sums ?? null) : null}
          dtype={shown === "grad" ? "float32" : (ghosts?.dtype ?? "float32")}
          onChoose={(row, column) => setResultIndex(resultIndexAt(resultIndex, axes, row, column))}
        />
      </div>
      {ghosts !== null && (
        <p className="ghosts-sum" role="status">
          {shown === "grad" ? (
            <Sum
              ghosts={ghosts}
              at={chosen}
              index={cellAt(operand, resultIndex)}
              count={axes.count}
              called={axes.called}
            />
          ) : (
            <Cell ghosts={ghosts} at={chosen} index={cellAt(operand, resultIndex)} resultIndex={resultIndex} />
          )}
        </p>
      )}
      {side === "grad" && ghosts !== null && ghosts.grads === null && (
        <p className="field-summary">
          {ghosts.grad
            ? `The backward pass has not come to ${name} yet: step on.`
            : `Nothing comes back to ${name}: no parameter that is trained leads to it.`}
        </p>
      )}
    </div>
  );
}

type Axes = ReturnType<typeof ghostAxes>;

function resultIndexAt(
  resultIndex: readonly number[],
  { rowAxis, columnAxis }: Axes,
  row: number,
  column: number,
): number[] {
  return resultIndex.map((index, axis) => (axis === rowAxis ? row : axis === columnAxis ? column : index));
}

interface CellProps {
  readonly ghosts: Ghosts;
  /** Of the indices that were asked for. */
  readonly at: number;
  /** Of the operand's own cell. */
  readonly index: readonly number[];
}

/** Which cell stands at the chosen index. */
function Cell({ ghosts, at, index, resultIndex }: CellProps & { readonly resultIndex: readonly number[] }) {
  const { values, label, dtype } = ghosts;
  return (
    <>
      {`at ${formatIndex(resultIndex)}: `}
      <CellLink ghosts={ghosts} side="value" index={index} />
      {values === null ? `, ${label} has no numbers yet` : ` = ${formatNumber(values[at]!, dtype)}`}
    </>
  );
}

/** What the ghosts of the chosen cell add up to. */
function Sum({ ghosts, at, index, count, called }: CellProps & { readonly count: number; readonly called: string }) {
  const { sums, totals, uses, agrees } = ghosts.grads!;
  return (
    <>
      <b>{`Σ over ${formatCount(count)} ${called} = ${formatNumber(sums[at]!)}`}</b>
      {uses === 1 ? " = " : "; with its other uses "}
      <CellLink ghosts={ghosts} side="grad" index={index} />
      {uses > 1 && ` = ${formatNumber(totals[at]!)}`}
      {!agrees && ". The numbers that it was made of have changed since."}
    </>
  );
}

/** The operand's cell by its name; leads to it. */
function CellLink({
  ghosts: { tensor, label },
  side,
  index,
}: {
  readonly ghosts: Ghosts;
  readonly side: Side;
  readonly index: readonly number[];
}) {
  const go = (): void => {
    const { showCell, showTab } = useInspected.getState();
    showCell({ node: tensor.node, port: tensor.port, side, index });
    useDocument.getState().select({ nodes: [tensor.node] });
    showTab("why");
  };
  return (
    <button type="button" className="why-link" onClick={go}>
      {`${label}${side === "grad" ? ".grad" : ""}${index.length === 0 ? "" : formatIndex(index)}`}
    </button>
  );
}
