import type { FirstNumbers } from "../../protocol/script/firstNumbers.ts";
import type { Side, TensorRef } from "../../protocol/tensorRef.ts";

/** Names a tensor, and the place of the row that shows it. */
export interface RowTensor {
  readonly at: number;
  readonly tensor: TensorRef;
}

/** Holds what is known of a tensor that a row shows. */
export interface RowValue {
  readonly side: Side;
  readonly first: FirstNumbers;
}

/** Returns what a tensor's first numbers are kept under. */
export function tensorKey({ node, port, side }: TensorRef): string {
  return JSON.stringify([node, port, side]);
}

/** Returns what is known of each row's tensors, by its place, a gradient after its tensor. */
export function rowValues(
  wanted: readonly RowTensor[],
  known: ReadonlyMap<string, FirstNumbers | null>,
): ReadonlyMap<number, readonly RowValue[]> {
  const rows = new Map<number, RowValue[]>();
  for (const { at, tensor } of wanted) {
    const first = known.get(tensorKey(tensor)) ?? null;
    if (first === null) continue;
    const before = rows.get(at);
    const value: RowValue = { side: tensor.side, first };
    if (before === undefined) rows.set(at, [value]);
    else before.push(value);
  }
  return rows;
}
