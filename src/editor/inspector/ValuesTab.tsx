import { useMemo, useRef, useState } from "react";
import { colourTables } from "../../views/colourTables.ts";
import { formatDimNames, formatDims, formatIndex } from "../../views/formatDims.ts";
import { DiagnosticError } from "../../base/diagnostic.ts";
import { cellCharacters, formatElement, formatNumber } from "../../base/formatNumber.ts";
import { elements } from "../../base/stridedLayout.ts";
import { TensorGrid, type GridCell, type GridWindow } from "../../views/TensorGrid.tsx";
import { useColourScheme } from "../kit/colourScheme.ts";
import { useInspected } from "../runner/inspectedStore.ts";
import { usePin, usePins } from "../runner/pinStore.ts";
import { cellColour } from "../pictures/cellColour.ts";
import { CellField } from "./CellField.tsx";
import { CopyTensor } from "./CopyTensor.tsx";
import { gridLayout, indexOf, cellOf, regionOf, type GridLayout } from "../pictures/gridLayout.ts";
import type { Change } from "./largestChange.ts";
import { useReading } from "../runner/reading/useReading.ts";
import { useRunner } from "../runner/useRunner.ts";
import { pasteBlock } from "./pasteBlock.ts";
import { usePastedBlock } from "./usePastedBlock.ts";
import { PinBar, useChangeSince } from "./PinBar.tsx";
import { SlicePicker } from "../pictures/SlicePicker.tsx";
import { TensorChoice, tensorsOf, useInspectedTensor, type NamedTensor } from "../pictures/TensorChoice.tsx";
import type { NodeReport } from "../../protocol/nodeReport.ts";
import type { TensorRegion } from "../../protocol/tensorRegion.ts";

/** Shows the numbers of a tensor, cell by cell. */
export function ValuesTab({ node, report }: { readonly node: string; readonly report: NodeReport | undefined }) {
  const tensors = tensorsOf(report);
  const chosen = useInspectedTensor(node, tensors);
  if (chosen === null) return <p className="inspect-tip">This node has no tensor yet.</p>;
  return (
    <>
      <TensorChoice node={node} tensors={tensors} chosen={chosen} />
      <ValuesGrid
        key={`${chosen.port} ${chosen.side} ${chosen.shape.join()}`}
        node={node}
        tensor={chosen}
        side={chosen.side}
      />
    </>
  );
}

interface GridProps {
  readonly node: string;
  readonly tensor: NamedTensor;
  readonly side: "value" | "grad";
}

function ValuesGrid({ node, tensor, side }: GridProps) {
  const { port, shape, dims } = tensor;
  const dtype = tensor.dtype as DType;
  const count = elements(shape);
  const layout = useMemo(() => gridLayout(shape), [shape]);
  const cell = useInspected((state) => state.cell);
  const showCell = useInspected((state) => state.showCell);
  const mine = cell?.node === node && cell.port === port ? cell : null;
  const [slice, setSlice] = useState<readonly number[]>(mine?.index ?? []);
  const { cells } = useRunner();
  const [window, setWindow] = useState<GridWindow | null>(null);
  const region = window === null ? null : regionOf(window, layout, slice);
  const reading = useReading("read", region === null ? null : { tensor: { node, port, side }, region })?.answer ?? null;
  const tables = colourTables(useColourScheme((state) => state.scheme));
  const selected = useMemo(() => (mine === null ? null : cellOf(mine.index, layout, slice)), [mine, layout, slice]);
  const labels = (axis: number | null): Named | null => {
    const names = axis === null ? undefined : reading?.labels?.[axis];
    return names == null || axis === null ? null : { names, start: reading!.start[axis]! };
  };
  const pin = usePin({ node, port, side }, shape);
  const change = useChangeSince(pin);
  const show = usePins((state) => (pin === null ? "now" : state.show));
  const scale = show === "change" && change != null && change.size > 0 ? { scale: change.size } : {};
  const printed = { now: reading, pinned: pin?.tensor, change: printedChange(change) }[show] ?? nothing;
  const valueAt = (at: GridCell): number | undefined => {
    const index = indexOf(at, layout, slice);
    const [now, pinned] = [numberAt(reading, index), numberAt(pin?.tensor ?? null, index)];
    if (show === "now") return now;
    return show === "pinned" || now === undefined || pinned === undefined ? pinned : now - pinned;
  };
  const meaning = (at: GridCell): string => {
    const [row, column] = [labels(layout.rowAxis), labels(layout.columnAxis)];
    const names = [row === null ? "" : nameAt(row, at.row), column === null ? "" : nameAt(column, at.column)];
    const known = names.filter((label) => label !== "");
    return known.length === 0 ? "" : `  (${known.join(", ")})`;
  };
  const select = (at: GridCell): void => showCell({ node, port, side, index: indexOf(at, layout, slice) });
  const name = `${node}.${port}${side === "grad" ? ".grad" : ""}`;
  const parameter = tensor.role === "parameter" ? { node, name: port } : tensor.parameter;
  const written = side === "value" && show === "now" ? parameter : undefined;
  const panel = useRef<HTMLDivElement>(null);
  usePastedBlock(panel, (text) => {
    if (written === undefined) {
      throw DiagnosticError.of(`${name} is computed: only the numbers of parameters can be changed by hand.`);
    }
    if (selected === null)
      throw DiagnosticError.of("Choose the cell first from which on the numbers are to be written.");
    const label = `${name}${formatIndex(indexOf(selected, layout, slice))}`;
    const block = pasteBlock(text, selected, layout, slice, label);
    cells.write(written.node, written.name, block.cells, `paste at ${label}: ${text}`);
    return block;
  });
  const focusField = (): void => panel.current?.querySelector<HTMLInputElement>(".cell-field input")?.select();
  return (
    <div className="inspect-values" ref={panel}>
      <p className="inspect-tensor-head">
        <b>{name}</b>
        <span>
          {formatDims(shape)} {tensor.dtype}
        </span>
      </p>
      {dims.some((dim) => dim !== null) && <p className="field-summary">{formatDimNames(shape, dims)}</p>}
      {layout.slicedAxes.length > 0 && <SlicePicker shape={shape} dims={dims} slice={slice} onChange={setSlice} />}
      <PinBar tensor={{ node, port, side }} shape={shape} pin={pin} change={change} />
      <div className="inspect-grid" style={{ height: gridHeight(layout) }}>
        <TensorGrid
          label={`${name}, ${layout.rows} by ${layout.columns}`}
          rows={layout.rows}
          columns={layout.columns}
          cellCharacters={cellCharacters(dtype, printed, count)}
          labelCharacters={labelWidth(layout, labels(layout.rowAxis)?.names)}
          textAt={(row, column) => {
            const value = valueAt({ row, column });
            return value === undefined ? undefined : formatElement(value, dtype, printed.printMode);
          }}
          colourAt={(row, column) =>
            reading === null ? undefined : cellColour(valueAt({ row, column }), { ...reading, ...scale }, tables)
          }
          rowLabel={(row) => nameAt(labels(layout.rowAxis), row)}
          columnLabel={layout.columnAxis === null ? () => side : (column) => nameAt(labels(layout.columnAxis), column)}
          selected={selected}
          onSelect={select}
          onWindow={setWindow}
          {...(written !== undefined ? { onEdit: focusField } : {})}
        />
      </div>
      <p className="inspect-cell" role="status">
        {mine !== null && selected !== null
          ? `${show === "change" ? "change of " : ""}${name}${formatIndex(mine.index)} = ${exactly(valueAt(selected), tensor.dtype)}${meaning(selected)}`
          : "Click a cell, or walk through them with the arrow keys."}
      </p>
      {written !== undefined && mine !== null && selected !== null && (
        <>
          <CellField
            key={mine.index.join()}
            {...written}
            index={mine.index}
            text={exactly(valueAt(selected), tensor.dtype)}
          />
          <p className="field-summary">
            Type another number (Enter on a cell leads here), or paste a table, which is written from this cell on: the
            whole network answers at once, and undo brings it back.
          </p>
        </>
      )}
      <CopyTensor node={node} tensor={tensor} side={side} />
    </div>
  );
}

/** What some indices of a dimension mean, from `start` on. */
interface Named {
  readonly names: readonly string[];
  readonly start: number;
}

function nameAt(labels: Named | null, index: number): string {
  return labels?.names[index - labels.start] ?? String(index);
}

function labelWidth({ rows }: GridLayout, names: readonly string[] = []): number {
  return Math.min(16, Math.max(2, String(rows - 1).length, ...names.map((name) => name.length)));
}

/** As high as its rows, within what leaves room for the rest of the panel. */
function gridHeight({ rows }: GridLayout): number {
  return Math.min(rows * 22 + 22 + 16, 440);
}

/** A number of the part that was read; undefined outside of it. */
function numberAt(reading: TensorRegion | null, index: readonly number[]): number | undefined {
  if (reading === null || reading.start.length !== index.length) return undefined;
  let at = 0;
  for (const [axis, i] of index.entries()) {
    const own = i - reading.start[axis]!;
    if (own < 0 || own >= reading.size[axis]!) return undefined;
    at = at * reading.size[axis]! + own;
  }
  return reading.data[at];
}

type DType = TensorRegion["dtype"];

/** By what the text of a cell is chosen. */
type Printed = Pick<TensorRegion, "maxAbs" | "printMode">;

const nothing: Printed = { maxAbs: 0, printMode: "int" };

function printedChange(change: Change | null | undefined): Printed | null {
  return change == null ? null : { maxAbs: change.size, printMode: change.printMode };
}

function textOf(value: number | undefined, dtype: string): string | undefined {
  return value === undefined ? undefined : formatNumber(value, dtype as DType);
}

/** All digits that the number has in its dtype. */
function exactly(value: number | undefined, dtype: string): string {
  if (value === undefined) return "…";
  return dtype === "float32" && Number.isFinite(value)
    ? String(Number(value.toPrecision(9)))
    : (textOf(value, dtype) ?? "");
}
