import { create } from "zustand";
import type { Region } from "../../base/region.ts";
import type { TensorRef } from "../../protocol/tensorRef.ts";

/** Parts of a tensor that what is explained was made of. */
export interface Used extends TensorRef {
  readonly shape: readonly number[];
  readonly regions: readonly Region[];
}

/**
 * Returns what the number that is asked about was made of, for the pictures on the cards; none while none is asked
 * about.
 */
export const useUsedCells = create<{ readonly used: readonly Used[] }>()(() => ({ used: [] }));
