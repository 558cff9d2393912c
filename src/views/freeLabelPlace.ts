/** Says where a label is written: its left end, and its middle's height. */
export interface LabelPlace {
  readonly x: number;
  readonly y: number;
}

interface Asked {
  /** The height of the line that the label is about. */
  readonly y: number;
  /** The label's width, and half of its height. */
  readonly width: number;
  readonly half: number;
  readonly room: { readonly left: number; readonly top: number; readonly width: number; readonly height: number };
  /** Labels that are written already. */
  readonly others: readonly (LabelPlace & { readonly width: number })[];
  /** How high curves run at a place of the x axis. */
  readonly curvesAt: (x: number) => readonly number[];
}

/**
 * Returns a place for the label of a horizontal line of a chart, all in pixels: beside the line, where no curve nor
 * another label is in its way, at the right if it can be. Where a curve runs along the line it is a little further off.
 */
export function freeLabelPlace({ y, width, half, room, others, curvesAt }: Asked): LabelPlace {
  const { left, top, height } = room;
  const places = [half, 3 * half].flatMap((off) =>
    [1, 0, 0.5, 0.75, 0.25].flatMap((share) =>
      [y - off, y + off].map((middle) => ({ x: left + 4 + share * (room.width - width - 8), y: middle })),
    ),
  );
  const apart = places.filter((place) =>
    others.every(
      (other) =>
        Math.abs(other.y - place.y) >= 2 * half || place.x > other.x + other.width || place.x + width < other.x,
    ),
  );
  const free = apart.find((place) => {
    if (place.y - half < top || place.y + half > top + height) return false;
    for (let at = 0; at <= 12; at++) {
      if (curvesAt(place.x + (width * at) / 12).some((curve) => Math.abs(curve - place.y) < half + 2)) return false;
    }
    return true;
  });
  // Over a curve it can still be read, over another label it cannot.
  return free ?? apart[0] ?? places[0]!;
}
