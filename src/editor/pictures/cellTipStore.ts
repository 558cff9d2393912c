import type { PointerEvent } from "react";
import { create } from "zustand";
import { formatIndex } from "../../views/formatDims.ts";
import { formatNumber } from "../../base/formatNumber.ts";
import { cellAt } from "../../views/heatmapData.ts";
import { previews } from "../runner/previews.ts";
import type { TensorRef } from "../../protocol/tensorRef.ts";

/** What is told at the pointer about the cell under it. */
interface CellTipState {
  readonly x: number;
  readonly y: number;
  /** `[3, 7] = 0.9669`; null when nothing is pointed at. */
  readonly text: string | null;
  readonly tensor: string;
}

export const useCellTip = create<CellTipState>()(() => ({ x: 0, y: 0, text: null, tensor: "" }));

/** Where in which tensor's picture the pointer rests, both from 0 to 1. */
let pointed: { readonly ref: TensorRef; readonly x: number; readonly y: number } | null = null;
let stop: (() => void) | null = null;

function tell(): void {
  if (pointed === null) return;
  const { ref, x, y } = pointed;
  const preview = previews.get(ref.node, ref.port, ref.side);
  const cell = preview === undefined ? null : cellAt(preview, x, y);
  useCellTip.setState({
    text:
      preview === undefined || cell === null
        ? null
        : `${formatIndex(cell.index)} = ${formatNumber(cell.value, preview.dtype)}`,
    tensor: `${ref.node}.${ref.port}${ref.side === "grad" ? ".grad" : ""}`,
  });
}

/** Tells the index and the value of the heatmap's cell under the pointer, also while the numbers change. */
export const cellTip = {
  show(event: PointerEvent<HTMLElement>, ref: TensorRef): void {
    const box = event.currentTarget.getBoundingClientRect();
    const x = (event.clientX - box.left) / box.width;
    const y = (event.clientY - box.top) / box.height;
    pointed = { ref, x, y };
    stop ??= previews.subscribe(tell);
    useCellTip.setState({ x: event.clientX, y: event.clientY });
    tell();
  },
  hide(): void {
    pointed = null;
    stop?.();
    stop = null;
    useCellTip.setState({ text: null });
  },
};
