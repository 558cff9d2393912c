import type { Position } from "../../../graph/graph.ts";
import type { Box } from "../../document/canvasView.ts";

/** How close cards may come. */
const margin = 24;
const step = 32;

/** Returns the place nearest to the wanted one where the box lies on no other. */
export function freePlace(wanted: Box, others: readonly Box[]): Position {
  const isFree = (x: number, y: number): boolean =>
    others.every(
      (other) =>
        x >= other.x + other.width + margin ||
        other.x >= x + wanted.width + margin ||
        y >= other.y + other.height + margin ||
        other.y >= y + wanted.height + margin,
    );
  // Rings around the wanted place, each place of a ring in turn.
  for (let ring = 0; ring < 200; ring++) {
    for (let side = 0; side < Math.max(1, ring * 8); side++) {
      const [dx, dy] = ringPlace(ring, side);
      const x = Math.round(wanted.x + dx * step);
      const y = Math.round(wanted.y + dy * step);
      if (isFree(x, y)) return { x, y };
    }
  }
  return { x: Math.round(wanted.x), y: Math.round(wanted.y) };
}

function ringPlace(ring: number, index: number): readonly [number, number] {
  if (ring === 0) return [0, 0];
  const along = (index % (2 * ring)) - ring;
  switch (Math.floor(index / (2 * ring))) {
    case 0:
      return [ring, along];
    case 1:
      return [-along, ring];
    case 2:
      return [-ring, -along];
    default:
      return [along, -ring];
  }
}
