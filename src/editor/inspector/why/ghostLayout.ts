import type { Broadcast, BroadcastOperand } from "./whyTypes.ts";

/**
 * Says which indices along a dimension are drawn: at most so many, around one of them. `pinned`: the first is always
 * among them, as the cell that the others repeat.
 */
export function shownIndices(size: number, most: number, around: number, pinned: boolean): number[] {
  if (size <= most) return range(0, size);
  if (pinned) return [0, ...windowIn(1, size, most - 1, around)];
  return windowIn(0, size, most, around);
}

function windowIn(from: number, end: number, count: number, around: number): number[] {
  const first = Math.max(from, Math.min(around - Math.floor(count / 2), end - count));
  return range(first, first + count);
}

function range(from: number, end: number): number[] {
  return Array.from({ length: end - from }, (_, at) => from + at);
}

/** Returns the same with null wherever indices are left out. */
export function withGaps(indices: readonly number[], size: number): (number | null)[] {
  const gapped = indices.flatMap((index, at) => (index === (indices[at - 1] ?? -1) + 1 ? [index] : [null, index]));
  return indices.at(-1) === size - 1 ? gapped : [...gapped, null];
}

/** Says how the ghosts of an operand lie on a table: the result's last two dimensions are its rows and columns. */
export interface GhostAxes {
  readonly rowAxis: number | null;
  readonly columnAxis: number;
  readonly rowsRepeat: boolean;
  readonly columnsRepeat: boolean;
  /** How many places of the result show the same cell, and what to call them. */
  readonly count: number;
  readonly called: "rows" | "columns" | "places";
}

export function ghostAxes(
  { result }: Pick<Broadcast, "result">,
  { repeats }: Pick<BroadcastOperand, "repeats">,
): GhostAxes {
  const columnAxis = result.length - 1;
  const rowAxis = result.length > 1 ? result.length - 2 : null;
  const [only] = repeats.length === 1 ? repeats : [];
  return {
    rowAxis,
    columnAxis,
    rowsRepeat: rowAxis !== null && repeats.includes(rowAxis),
    columnsRepeat: repeats.includes(columnAxis),
    count: repeats.reduce((product, axis) => product * result[axis]!, 1),
    called: only === undefined ? "places" : only === rowAxis ? "rows" : only === columnAxis ? "columns" : "places",
  };
}

/** Returns the index of the operand's cell that stands at an index of the result. */
export function cellAt({ aligned, repeats }: BroadcastOperand, resultIndex: readonly number[]): number[] {
  return aligned.flatMap((size, axis) => (size === null ? [] : [repeats.includes(axis) ? 0 : resultIndex[axis]!]));
}

/** Returns the index of the result where an operand's cell itself stands: the first of its ghosts. */
export function indexOfCell({ aligned }: BroadcastOperand, index: readonly number[]): number[] {
  const added = aligned.length - index.length;
  return aligned.map((size, axis) => (size === null ? 0 : index[axis - added]!));
}
