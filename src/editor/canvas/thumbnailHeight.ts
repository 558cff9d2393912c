import type { Side } from "../../session/protocol.ts";

/** As wide as a card's pictures are. */
const thumbnailWidth = 160;

/** How high a tensor's picture is on a card: as its rows and columns are to each other, within what a card can hold. */
export function thumbnailHeight(shape: readonly number[], side: Side): number {
  const rows = shape.length < 2 ? 1 : (shape[0] ?? 1);
  const columns = (shape.length < 2 ? shape : shape.slice(1)).reduce((product, size) => product * size, 1);
  const natural = (thumbnailWidth * rows) / Math.max(columns, 1);
  const [least, most] = side === "value" ? [16, 64] : [12, 28];
  return Math.round(Math.max(least, Math.min(most, natural)));
}
