/** Describes a name that asks for a place: its point, and how wide it is written, in pixels. */
export interface AskedName {
  readonly row: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** Says where a name is written: its middle. */
export interface PlacedName {
  readonly row: number;
  readonly x: number;
  readonly y: number;
}

/** How high a name is, how far above its point its middle lies, and how far apart two names stay at least, in pixels. */
const [height, above, gap] = [14, 12, 4] as const;

/**
 * Gives names their places above their points, so that none lies on another: who asks first has the room. A name that has
 * none is left out.
 *
 * @param most how many names are placed.
 */
export function placeNames(asked: Iterable<AskedName>, most: number): readonly PlacedName[] {
  const placed: (PlacedName & { readonly width: number })[] = [];
  for (const { row, x, y, width } of asked) {
    if (placed.length >= most) break;
    const middle = y - above;
    const free = placed.every(
      (other) => Math.abs(other.y - middle) >= height || Math.abs(other.x - x) >= (other.width + width) / 2 + gap,
    );
    if (free) placed.push({ row, x, y: middle, width });
  }
  return placed;
}
