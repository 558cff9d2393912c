import { useEffect, useRef, useState, type KeyboardEvent } from "react";
import { formatIndex } from "../../views/formatDims.ts";
import { formatNumber, formatScalar } from "../../base/formatNumber.ts";
import { elements } from "../../base/stridedLayout.ts";
import { cell } from "../../views/heatmapData.ts";
import { cellTip } from "./cellTipStore.ts";
import { useRunner } from "../runner/useRunner.ts";
import { usePaintedTensor } from "./usePaintedTensor.ts";
import type { Preview } from "../../protocol/preview.ts";
import type { Side } from "../../protocol/tensorRef.ts";

interface TensorPictureProps {
  readonly node: string;
  readonly port: string;
  readonly side: Side;
  readonly shape: readonly number[];
}

const maxRows = 128;
const maxColumns = 256;
const width = 264;

/**
 * Shows a tensor as a large heatmap with its least, greatest and mean number. Hovering a cell tells its index and
 * value; with the keyboard on the picture, the arrow keys go from cell to cell.
 */
export function TensorPicture({ node, port, side, shape }: TensorPictureProps) {
  const { previews } = useRunner();
  const element = useRef<HTMLCanvasElement>(null);
  const facts = useRef<HTMLParagraphElement>(null);
  const height = pictureHeight(shape);
  const [at, setAt] = useState<{ readonly row: number; readonly column: number } | null>(null);

  usePaintedTensor(element, { node, port, side, maxRows, maxColumns }, { width, height });
  useEffect(() => {
    const tell = (): void => {
      const preview = previews.get(node, port, side);
      if (facts.current !== null)
        showFacts(facts.current, preview === undefined ? ["no numbers yet"] : describe(preview));
    };
    tell();
    return previews.subscribe(tell);
  }, [previews, node, port, side]);

  const move = (event: KeyboardEvent): void => {
    const preview = previews.get(node, port, side);
    const step = steps[event.key];
    if (preview === undefined || step === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    setAt({
      row: Math.max(0, Math.min(preview.rows - 1, (at?.row ?? -step[0]) + step[0])),
      column: Math.max(0, Math.min(preview.columns - 1, (at?.column ?? -step[1]) + step[1])),
    });
  };

  const name = `${node}.${port}${side === "grad" ? ".grad" : ""}`;
  return (
    <figure className="inspect-picture">
      {side === "grad" && <figcaption>grad</figcaption>}
      {shape.length > 0 && (
        <canvas
          ref={element}
          style={{ height }}
          role="img"
          // The arrow keys go through the cells.
          tabIndex={0}
          aria-label={`${name}, ${shape.join(" by ")}: arrow keys tell its cells`}
          data-picture={`${side} ${node}.${port}`}
          onPointerMove={(event) => cellTip.show(event, { node, port, side })}
          onPointerLeave={() => cellTip.hide()}
          onKeyDown={move}
          onBlur={() => setAt(null)}
        />
      )}
      {at !== null && <CellReadout node={node} port={port} side={side} row={at.row} column={at.column} />}
      <p ref={facts} className="inspect-facts-line" />
    </figure>
  );
}

const steps: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

interface CellReadoutProps {
  readonly node: string;
  readonly port: string;
  readonly side: Side;
  readonly row: number;
  readonly column: number;
}

function CellReadout({ node, port, side, row, column }: CellReadoutProps) {
  const preview = useRunner().previews.get(node, port, side);
  const found = preview === undefined ? null : cell(preview, row, column);
  return (
    <p className="inspect-cell" role="status">
      {found === null || preview === undefined
        ? "–"
        : `${formatIndex(found.index)} = ${formatNumber(found.value, preview.dtype)}`}
    </p>
  );
}

/** As high as its rows are to its columns, within what the panel can hold. */
function pictureHeight(shape: readonly number[]): number {
  const rows = shape.length < 2 ? 1 : (shape[0] ?? 1);
  const columns = elements(shape.length < 2 ? shape : shape.slice(1));
  return Math.round(Math.max(20, Math.min(220, (width * rows) / Math.max(1, columns))));
}

type Facts = Pick<Preview, "dtype" | "shape" | "data" | "maxAbs" | "scale" | "min" | "max" | "mean" | "notFinite">;

function describe({ dtype, shape, data, maxAbs, scale, min, max, mean, notFinite }: Facts): string[] {
  if (shape.length === 0) return [formatScalar(data[0] ?? Number.NaN, dtype)];
  const say = (value: number): string => formatNumber(value, dtype);
  const faults = notFinite === 0 ? [] : [`${notFinite} nan or inf`];
  const cut = scale < maxAbs ? [`colours end at ±${say(scale)}`] : [];
  return [`min ${say(min)}`, `max ${say(max)}`, `mean ${formatNumber(mean)}`, ...cut, ...faults];
}

const between = " · ";

/** Each on one line: a number broken at its minus would read as two. */
function showFacts(line: HTMLElement, facts: readonly string[]): void {
  if (line.textContent === facts.join(between)) return;
  const parts = facts.flatMap((fact, at) => {
    const part = document.createElement("span");
    part.textContent = fact;
    return at === 0 ? [part] : [between, part];
  });
  line.replaceChildren(...parts);
}
