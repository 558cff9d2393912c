import type { PointerEvent } from "react";
import { create } from "zustand";
import type { TensorRef } from "../../protocol/tensorRef.ts";

/** Says where the pointer rests on a tensor's picture. */
export interface PointedCell {
  readonly tensor: TensorRef;
  /** From 0 to 1. */
  readonly across: number;
  /** From 0 to 1. */
  readonly down: number;
  /** In the window, in pixels. */
  readonly x: number;
  readonly y: number;
}

export const useCellTip = create<{ readonly pointed: PointedCell | null }>()(() => ({ pointed: null }));

/** Tells the index and the value of the heatmap's cell under the pointer, also while the numbers change. */
export const cellTip = {
  show({ currentTarget, clientX, clientY }: PointerEvent<HTMLElement>, tensor: TensorRef): void {
    const box = currentTarget.getBoundingClientRect();
    const [across, down] = [(clientX - box.left) / box.width, (clientY - box.top) / box.height];
    useCellTip.setState({ pointed: { tensor, across, down, x: clientX, y: clientY } });
  },
  hide: (): void => useCellTip.setState({ pointed: null }),
};
