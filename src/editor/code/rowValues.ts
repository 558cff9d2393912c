import type { FirstNumbers } from "../../protocol/script/firstNumbers.ts";
import type { TensorRef } from "../../protocol/tensorRef.ts";
import { numbersText, valueText } from "./valueText.ts";

/** Names a tensor, and the place of the row that shows it. */
export interface RowTensor {
  readonly at: number;
  readonly tensor: TensorRef;
}

/** Returns what a tensor's first numbers are kept under. */
export function tensorKey({ node, port, side }: TensorRef): string {
  return JSON.stringify([node, port, side]);
}

/** Returns what each row shows, by its place: its tensors in a line, a gradient after its tensor. */
export function rowValues(
  wanted: readonly RowTensor[],
  known: ReadonlyMap<string, FirstNumbers | null>,
): ReadonlyMap<number, string> {
  const texts = new Map<number, string>();
  for (const { at, tensor } of wanted) {
    const first = known.get(tensorKey(tensor)) ?? null;
    if (first === null) continue;
    const text = tensor.side === "grad" ? `grad ${numbersText(first)}` : valueText(first);
    const before = texts.get(at);
    texts.set(at, before === undefined ? text : `${before}   ${text}`);
  }
  return texts;
}
