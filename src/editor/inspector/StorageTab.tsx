import { useMemo, useState } from "react";
import { colourTables } from "../../views/colourTables.ts";
import { formatIndex } from "../../views/formatDims.ts";
import { offsetInStorage } from "../../base/stridedLayout.ts";
import { cellCharacters, formatElement } from "../../base/formatNumber.ts";
import { indexInTensor, offsetArithmetic, storageColumns } from "../../views/indexInTensor.ts";
import { TensorGrid, type GridCell, type GridWindow } from "../../views/TensorGrid.tsx";
import { useColourScheme } from "../kit/colourScheme.ts";
import { useInspected } from "../runner/inspectedStore.ts";
import { cellColour } from "../pictures/cellColour.ts";
import { useReading, type Inquiry } from "../runner/reading/useReading.ts";
import { Section } from "../kit/Section.tsx";
import { SharingList } from "./SharingList.tsx";
import { StorageFacts } from "./StorageFacts.tsx";
import { TensorChoice, tensorsOf, useInspectedTensor } from "../pictures/TensorChoice.tsx";
import type { NodeReport } from "../../protocol/nodeReport.ts";
import type { TensorRef } from "../../protocol/tensorRef.ts";
import type { TensorRegion } from "../../protocol/tensorRegion.ts";

/** Shows the storage that a tensor lies in, and how its shape, strides and offset make a tensor of it. */
export function StorageTab({ node, report }: { readonly node: string; readonly report: NodeReport | undefined }) {
  const tensors = tensorsOf(report);
  const chosen = useInspectedTensor(node, tensors);
  const side = chosen?.side ?? "value";
  const port = chosen?.port;
  const rank = chosen?.shape.length ?? 0;
  const none = Array.from({ length: rank }, () => 0);
  const region = { start: none, size: none };
  const reading = useReading("read", port === undefined ? null : { tensor: { node, port, side }, region });
  const layout = reading?.isCurrent === true ? reading.answer : null;
  if (chosen === null) return <p className="inspect-tip">This node has no tensor yet.</p>;
  return (
    <>
      <TensorChoice node={node} tensors={tensors} chosen={chosen} />
      {layout !== null && (
        <>
          <StorageFacts layout={layout} dims={chosen.dims} />
          <StorageGrid key={`${port} ${side} ${layout.storageLength}`} layout={layout} />
          <Section title="Who shares it">
            <SharingList layout={layout} />
          </Section>
        </>
      )}
    </>
  );
}

interface Part {
  readonly tensor: TensorRef;
  readonly start: number;
  readonly count: number;
}

const readPart: Inquiry<Part, { readonly start: number; readonly data: Float64Array }> = async (ask, part) => ({
  start: part.start,
  data: await ask("readStorage", part),
});

function StorageGrid({ layout }: { readonly layout: TensorRegion }) {
  const { node, port, side, dtype, shape, storageLength, maxAbs, scale, storagePrintMode: printMode } = layout;
  const columns = storageColumns(layout, storageLength);
  const rows = Math.max(1, Math.ceil(storageLength / columns));
  const tables = colourTables(useColourScheme((state) => state.scheme));
  const cell = useInspected((state) => state.cell);
  const showCell = useInspected((state) => state.showCell);
  const [hovered, setHovered] = useState<GridCell | null>(null);
  const [{ row, rowEnd }, setWindow] = useState<Pick<GridWindow, "row" | "rowEnd">>({ row: 0, rowEnd: 0 });
  const part = { tensor: { node, port, side }, start: row * columns, count: (rowEnd - row) * columns };
  const reading = useReading(readPart, rowEnd === 0 ? null : part)?.answer;
  const asked = cell?.node === node && cell.port === port && cell.index.length === shape.length ? cell.index : null;
  const askedOffset = asked === null ? null : offsetInStorage(layout, asked);
  const selected = useMemo(
    () => (askedOffset === null ? null : { row: Math.floor(askedOffset / columns), column: askedOffset % columns }),
    [askedOffset, columns],
  );
  const numberAt = (offset: number): number | undefined => reading?.data[offset - reading.start];
  const at = hovered ?? selected;
  return (
    <>
      <div className="inspect-grid" style={{ height: Math.min(rows * 22 + 38, 300) }}>
        <TensorGrid
          label={`storage of ${node}.${port}, ${storageLength} numbers in rows of ${columns}`}
          rows={rows}
          columns={columns}
          cellCharacters={cellCharacters(dtype, { maxAbs, printMode }, storageLength)}
          labelCharacters={Math.max(2, String(storageLength).length)}
          textAt={(row, column) => {
            const offset = row * columns + column;
            if (offset >= storageLength) return "";
            const value = numberAt(offset);
            return value === undefined ? undefined : formatElement(value, dtype, printMode);
          }}
          colourAt={(row, column) => {
            // What the tensor does not see stays grey.
            if (indexInTensor(layout, row * columns + column) === null) return undefined;
            return cellColour(numberAt(row * columns + column), { dtype, scale }, tables);
          }}
          rowLabel={(row) => String(row * columns)}
          columnLabel={(column) => `+${column}`}
          selected={selected}
          onSelect={({ row, column }) => {
            const index = indexInTensor(layout, row * columns + column);
            if (index !== null) showCell({ node, port, side, index });
          }}
          onHover={setHovered}
          onWindow={setWindow}
        />
      </div>
      <p className="inspect-cell inspect-arithmetic" role="status">
        {at === null
          ? "Point at a number, or walk with the arrow keys."
          : describe(at.row * columns + at.column, layout)}
      </p>
    </>
  );
}

/** Which element of the tensor lies at an offset, and why there. */
function describe(offset: number, layout: TensorRegion): string {
  if (offset >= layout.storageLength) return "";
  const name = `${layout.node}.${layout.port}${layout.side === "grad" ? ".grad" : ""}`;
  const index = indexInTensor(layout, offset);
  if (index === null) return `storage[${offset}] is not part of ${name}`;
  const repeated = layout.stride.some((stride, axis) => stride === 0 && layout.shape[axis]! > 1);
  const everywhere = index.map((i, axis) => (layout.stride[axis] === 0 && layout.shape[axis]! > 1 ? ":" : String(i)));
  const label = repeated ? `[${everywhere.join(", ")}]` : formatIndex(index);
  return `${name}${label} lies at ${offsetArithmetic(layout, index)}`;
}
