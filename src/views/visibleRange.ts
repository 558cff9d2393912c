/** Says which items of a long row of equal ones are in sight, and where the first of them begins. */
export interface VisibleRange {
  readonly first: number;
  /** Behind the last. */
  readonly end: number;
  /** Pixels from the start of the scrolled space to the first item's edge. */
  readonly start: number;
}

/** Browsers give up beyond some ten million pixels; a longer row scrolls faster than the finger. */
const MAX_EXTENT = 8_000_000;

/** Says how long the scrolled space is, in pixels, for `count` items of `size` pixels. */
export function scrolledExtent(count: number, size: number): number {
  return Math.min(count * size, MAX_EXTENT);
}

/** Returns the items in sight where `scroll` pixels of the space are scrolled away and `room` pixels are seen. */
export function visibleRange(scroll: number, room: number, count: number, size: number): VisibleRange {
  const extent = scrolledExtent(count, size);
  const scrollable = Math.max(0, extent - room);
  const at = Math.max(0, Math.min(scrollable, scroll));
  // Where the space is shorter than its items, its ends still meet theirs.
  const position = scrollable === 0 ? 0 : (at / scrollable) * (count * size - room);
  const first = Math.max(0, Math.min(count, Math.floor(position / size)));
  const end = Math.min(count, Math.ceil((position + room) / size) + 1);
  return { first, end, start: at - (position - first * size) };
}

/** Returns the scroll that brings item `index` into sight, the least possible; the present one when it is there. */
export function scrollToShow(index: number, scroll: number, room: number, count: number, size: number): number {
  const extent = scrolledExtent(count, size);
  const scrollable = Math.max(0, extent - room);
  if (scrollable === 0) return scroll;
  const factor = (count * size - room) / scrollable;
  const position = scroll * factor;
  if (index * size < position) return (index * size) / factor;
  if ((index + 1) * size > position + room) return ((index + 1) * size - room) / factor;
  return scroll;
}
