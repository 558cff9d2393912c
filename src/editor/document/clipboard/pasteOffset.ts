import type { Position, Size } from "../../../graph/graph.ts";

type Box = Position & Size;

/** How far a copy stands from what it is a copy of, and from the copy before it. */
const step = 32;
/** So many copies on one diagonal, then the next diagonal begins beside it. */
const most = 12;

/**
 * Says how far to move what is pasted: beside where it was, one step further than the copy before; where that would be
 * out of sight, or partly so, the same in the middle of what is seen.
 *
 * @param pasted where the pasted cards and comments were.
 * @param taken where the corners of those are that are there already.
 * @param sight what is seen of the canvas; null when nothing is.
 */
export function pasteOffset(pasted: readonly Box[], taken: readonly Position[], sight: Box | null): Position {
  const [first] = pasted;
  if (first === undefined) return { x: step, y: step };
  const corners = new Set(taken.map(({ x, y }) => `${Math.round(x)} ${Math.round(y)}`));
  const isFree = ({ x, y }: Position): boolean => !corners.has(`${Math.round(first.x + x)} ${Math.round(first.y + y)}`);
  const box = around(pasted);
  const isSeen = ({ x, y }: Position): boolean =>
    sight === null || seenShare({ ...box, x: box.x + x, y: box.y + y }, sight);

  const beside = diagonal({ x: 0, y: 0 }, 1).find((place) => isFree(place) && isSeen(place));
  if (beside !== undefined) return beside;
  if (sight === null) return diagonal({ x: 0, y: 0 }, 1).find(isFree) ?? { x: step, y: step };
  const middle = {
    x: Math.round(sight.x + (sight.width - box.width) / 2 - box.x),
    y: Math.round(sight.y + (sight.height - box.height) / 2 - box.y),
  };
  // Diagonals side by side, to the right and to the left in turn.
  const diagonals = [0, 1, -1, 2, -2, 3, -3].flatMap((side) =>
    diagonal({ x: middle.x + side * step * 3, y: middle.y - Math.abs(side) * step }, 0),
  );
  return diagonals.find((place) => isFree(place) && isSeen(place)) ?? diagonals.find(isFree) ?? middle;
}

function diagonal(from: Position, first: number): readonly Position[] {
  return Array.from({ length: most }, (_, index) => ({
    x: from.x + step * (index + first),
    y: from.y + step * (index + first),
  }));
}

function around(boxes: readonly Box[]): Box {
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  const right = Math.max(...boxes.map((box) => box.x + box.width));
  const bottom = Math.max(...boxes.map((box) => box.y + box.height));
  return { x, y, width: right - x, height: bottom - y };
}

/** Whether a box lies in what is seen; one that is larger than it must fill it nearly. */
function seenShare(box: Box, sight: Box): boolean {
  const share = (from: number, length: number, sightFrom: number, sightLength: number): number => {
    const inside = Math.min(from + length, sightFrom + sightLength) - Math.max(from, sightFrom);
    return inside / Math.max(1, Math.min(length, sightLength));
  };
  return share(box.x, box.width, sight.x, sight.width) > 0.95 && share(box.y, box.height, sight.y, sight.height) > 0.95;
}
