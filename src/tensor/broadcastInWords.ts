import { formatShape, type Shape } from "./shape.ts";

/** Says why two shapes do not broadcast, and what would: a dimension of size 1 more, or the second transposed. */
export function broadcastInWords(a: Shape, b: Shape): string {
  const rule = `Counted from the right, sizes of ${formatShape(a)} and ${formatShape(b)} must be equal, or one 1.`;
  return `${rule}${remedy(a, b)}`;
}

function remedy(a: Shape, b: Shape): string {
  const [shorter, longer] = a.length <= b.length ? [a, b] : [b, a];
  if (shorter.length > 0 && shorter.length < longer.length) {
    // What a sum without keepdim has lost.
    const column = [...shorter, 1];
    if (broadcasts(column, longer)) {
      return ` Unsqueeze, or keepdim, makes a column, ${formatShape(column)}.`;
    }
  }
  if (b.length === 2 && broadcasts(a, b.toReversed()))
    return ` Transpose makes the second ${formatShape(b.toReversed())}.`;
  return "";
}

/** Says whether two shapes broadcast. */
function broadcasts(a: Shape, b: Shape): boolean {
  for (let back = 1; back <= Math.min(a.length, b.length); back++) {
    const [left, right] = [a.at(-back)!, b.at(-back)!];
    if (left !== right && left !== 1 && right !== 1) return false;
  }
  return true;
}
