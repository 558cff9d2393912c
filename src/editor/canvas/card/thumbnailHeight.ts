import { elements } from "../../../base/stridedLayout.ts";
import type { Side } from "../../../protocol/tensorRef.ts";

/** As wide as a card's picture is, and the gap between several. As in card.css. */
const thumbnailWidth = 160;
const gap = 4;

/** So many tensors of a list are shown beside each other; the rest is counted. */
export const mostAcross = 4;

/**
 * Says how high a tensor's picture is on a card: as its rows and columns are to each other, within what a card can
 * hold.
 *
 * @param across how many pictures share the card's width.
 */
export function thumbnailHeight(shape: readonly number[], side: Side, across = 1): number {
  const [least, most] = side === "value" ? [16, 64] : [12, 28];
  return Math.round(Math.max(least, Math.min(most, naturalHeight(shape, across))));
}

/** Says how high it may become where a card shows it in place of its settings: cells of one or two rows stay cells. */
export function mostHeight(shape: readonly number[], side: Side, across: number): number {
  const [least, times] = side === "value" ? [32, 2] : [16, 1];
  return Math.round(Math.max(least, times * naturalHeight(shape, across)));
}

function naturalHeight(shape: readonly number[], across: number): number {
  const width = (thumbnailWidth - gap * (across - 1)) / across;
  const rows = shape.length < 2 ? 1 : (shape[0] ?? 1);
  const columns = elements(shape.length < 2 ? shape : shape.slice(1));
  return (width * rows) / Math.max(columns, 1);
}
