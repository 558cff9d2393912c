import { create } from "zustand";
import type { Box } from "../../document/canvasView.ts";

/** Describes where a card is, by React Flow's id. */
export interface CardBox extends Box {
  readonly id: string;
}

/** Holds where the cards stood when they last rested: wires go around them. */
export const useCardBoxes = create<{ readonly boxes: readonly CardBox[] }>()(() => ({ boxes: [] }));

/** Says whether two lists hold the same cards at the same places. */
export function sameBoxes(a: readonly CardBox[], b: readonly CardBox[]): boolean {
  return (
    a.length === b.length &&
    a.every((box, at) => {
      const other = b[at]!;
      return (
        box.id === other.id &&
        box.x === other.x &&
        box.y === other.y &&
        box.width === other.width &&
        box.height === other.height
      );
    })
  );
}
