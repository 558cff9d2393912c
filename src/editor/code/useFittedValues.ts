import { useMemo } from "react";
import type { Piece } from "./colourRows.ts";
import type { RowValue } from "./rowValues.ts";
import type { Room } from "./useRoom.ts";
import { fittedValue, type FittedValue } from "./valueText.ts";

/** Characters between a line and what stands at its end. */
const GAP = 2;

/** Returns what each row shows of its tensors, by its place, as far as its line leaves room. */
export function useFittedValues(
  values: ReadonlyMap<number, readonly RowValue[]>,
  pieces: readonly (readonly Piece[])[],
  room: Room | null,
): ReadonlyMap<number, FittedValue> {
  return useMemo(() => {
    if (room === null) return new Map();
    return new Map(
      [...values].map(([at, own]) => {
        const taken = pieces[at]?.reduce((sum, { text }) => sum + text.length, GAP) ?? 0;
        return [at, fittedValue(own, Math.floor((room.code - taken) * room.ratio), room.values - GAP)] as const;
      }),
    );
  }, [values, pieces, room]);
}
