import { formatCount } from "../../base/formatNumber.ts";
import { elements } from "../../base/stridedLayout.ts";
import type { Shape } from "../../tensor/shape.ts";

/** Describes a tensor that a sentence names. */
export interface ToldTensor {
  /** What it is called: `hidden`, `W`. */
  readonly label: string;
  readonly shape: Shape;
}

/** Says of a tensor what a place in a text asks for. */
export type TensorWords = (tensor: ToldTensor) => string;

/** Holds the ways in which a text can speak of a tensor: `{x each}` is `each of the 3,200 numbers of x`. */
export const tensorWords: Readonly<Record<string, TensorWords>> = {
  name: ({ label }) => label,
  size: ({ shape }) => sizeOf(shape),
  count: ({ shape }) => counted(elements(shape), "number"),
  full: ({ label, shape }) => `${label} (${sizeOf(shape)})`,
  each({ label, shape }) {
    const count = elements(shape);
    return count === 1 ? `the one number of ${label}` : `each of the ${formatCount(count)} numbers of ${label}`;
  },
  all({ label, shape }) {
    const count = elements(shape);
    return count === 1 ? `the one number of ${label}` : `all ${formatCount(count)} numbers of ${label}`;
  },
  rows({ label, shape }) {
    const rows = elements(shape.slice(0, -1));
    const row = counted(shape.at(-1) ?? 1, "number");
    if (shape.length < 2 || rows === 1) return `${label} (${row})`;
    return `each of the ${shape.slice(0, -1).map(formatCount).join("×")} rows of ${label} (${row})`;
  },
};

/** Writes `a, b and c`. */
export function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)!}`;
}

/** Writes `6×100`. */
export function sizeOf(shape: Shape): string {
  return shape.length === 0 ? "one number" : shape.length === 1 ? counted(shape[0]!, "number") : shape.join("×");
}

/** Writes `1 number`, `3,200 numbers`. */
export function counted(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? "" : "s"}`;
}
