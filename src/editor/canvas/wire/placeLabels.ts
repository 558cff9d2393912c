import type { Box } from "../../document/canvasView.ts";
import type { Point } from "../flow/wirePath.ts";

/** Describes a wire's label, before it has a place. */
export interface LabelRequest {
  readonly id: string;
  readonly width: number;
  readonly height: number;
  /** The place on the wire at a share of its way. */
  readonly at: (share: number) => Point;
}

/** The middle first, then farther and farther from it. */
const shares = [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8] as const;

/**
 * Finds a position on its wire for each label, as a share of the wire's length. There it lies on no card and on no
 * other label. A label for which there is no such position gets none: it is better not shown than not readable.
 */
export function placeLabels(labels: readonly LabelRequest[], cards: readonly Box[]): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  const taken: Box[] = [];
  for (const label of labels) {
    for (const share of shares) {
      const { x, y } = label.at(share);
      const box = { x: x - label.width / 2, y: y - label.height / 2, width: label.width, height: label.height };
      if (taken.some((other) => overlaps(box, other)) || cards.some((card) => overlaps(box, card))) continue;
      taken.push(box);
      places.set(label.id, share);
      break;
    }
  }
  return places;
}

function overlaps(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}
