import { useSyncExternalStore } from "react";
import { createPortal } from "react-dom";
import { formatBriefly, formatNumber } from "../../base/formatNumber.ts";
import { formatIndex } from "../../views/formatDims.ts";
import { cellAt } from "../../views/heatmapData.ts";
import type { Previews } from "../runner/previews.ts";
import { useRunner } from "../runner/useRunner.ts";
import { colourEnd } from "./colourScaleStore.ts";
import type { PointedCell } from "./cellTipStore.ts";
import "../kit/floating.css";

/** Shows the number of a cell beside the pointer. */
export function PointedCellTip({ pointed }: { readonly pointed: PointedCell }) {
  const { previews } = useRunner();
  const text = useSyncExternalStore(previews.subscribe, () => textOf(previews, pointed));
  if (text === null) return null;
  const { x, y, tensor } = pointed;
  // Beside the pointer, on the side where there is room.
  const left = x > window.innerWidth - 240;
  const above = y > window.innerHeight - 80;
  return createPortal(
    <div
      className="cell-tip"
      role="tooltip"
      style={{
        left: x + (left ? -14 : 14),
        top: y + (above ? -14 : 16),
        transform: `translate(${left ? "-100%" : "0"}, ${above ? "-100%" : "0"})`,
      }}
    >
      <span className="cell-tip-value">{text}</span>
      <span className="cell-tip-tensor">{`${tensor.node}.${tensor.port}${tensor.side === "grad" ? ".grad" : ""}`}</span>
    </div>,
    document.body,
  );
}

/** `[3, 7] = 0.9669`; null where there is no cell. */
function textOf(previews: Previews, { tensor: { node, port, side }, across, down }: PointedCell): string | null {
  const preview = previews.get(node, port, side);
  const cell = preview === undefined ? null : cellAt(preview, across, down);
  if (preview === undefined || cell === null) return null;
  return `${formatIndex(cell.index)} = ${formatNumber(cell.value, preview.dtype)}${beyond(cell.value, colourEnd(preview, previews))}`;
}

/** Says of a finite number beyond the colours where these end. */
function beyond(value: number, end: number | null): string {
  const isBeyond = end !== null && Number.isFinite(value) && Math.abs(value) > end;
  return isBeyond ? `, beyond the colours, which end at ±${formatBriefly(end)}` : "";
}
