import { useEffect, useMemo, useState, type RefObject } from "react";
import { watchScrolling } from "../kit/watchScrolling.ts";

/** Holds the columns that are on the page: from the first to before the end. */
export interface SeenColumns {
  readonly first: number;
  readonly end: number;
}

/** The gap between columns, and how far beyond the edges they are on the page, too. */
const [gap, beyond] = [5, 500] as const;
/** In steps of so many columns: not each pixel that is scrolled makes the page anew. */
const step = 8;

/** Says which columns of a long program are in sight, or nearly so, as it is scrolled. */
export function useSeenColumns(list: RefObject<HTMLElement | null>, widths: readonly number[]): SeenColumns {
  const [seen, setSeen] = useState<SeenColumns>({ first: 0, end: 4 * step });
  const ends = useMemo(() => {
    let end = 0;
    return widths.map((width) => (end += width + gap));
  }, [widths]);
  useEffect(() => {
    const target = list.current;
    if (target === null) return undefined;
    const look = (): void => {
      const left = target.scrollLeft;
      const before = firstBeyond(ends, left - beyond);
      const first = step * Math.floor((before < ends.length ? before : 0) / step);
      const end = step * Math.ceil((firstBeyond(ends, left + target.clientWidth + beyond) + 1) / step);
      setSeen((known) => (known.first === first && known.end === end ? known : { first, end }));
    };
    return watchScrolling(target, look);
  }, [list, ends]);
  return seen;
}

/** The first column that ends beyond a place; their number where none does. */
function firstBeyond(ends: readonly number[], place: number): number {
  let [low, high] = [0, ends.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ends[middle]! > place) high = middle;
    else low = middle + 1;
  }
  return low;
}
