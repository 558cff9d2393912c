import { useEffect, useRef, type RefObject } from "react";
import type { RowsAtCursor } from "./rowsAtCursor.ts";

/** Scrolls the code, and nothing around it, to the line at the cursor, and to those of what was selected. */
export function useRowInSight(
  list: RefObject<HTMLElement | null>,
  /** The lines that run next. */
  lit: RowsAtCursor | null,
  /** The place of the line to look at of the node that is selected; -1 for none. */
  chosen: number,
  /** The places of all its lines: where one of them is in sight, nothing moves. */
  selected: ReadonlySet<number>,
): void {
  const before = useRef({ current: -1, chosen: -1 });
  useEffect(() => {
    const current = lit?.main ?? -1;
    const { current: lastCurrent, chosen: lastChosen } = before.current;
    before.current = { current, chosen };
    if (list.current === null) return;
    if (chosen >= 0 && chosen !== lastChosen && ![...selected].some((at) => isInSight(list.current!, at))) {
      bringIntoSight(list.current, chosen, [chosen]);
    }
    if (lit !== null && current !== lastCurrent) bringIntoSight(list.current, current, lit.lit);
  }, [list, lit, chosen, selected]);
}

function isInSight(list: HTMLElement, at: number): boolean {
  const row = list.children[at];
  if (!(row instanceof HTMLElement)) return false;
  const top = row.offsetTop - list.scrollTop;
  return top >= 0 && top + row.offsetHeight <= list.clientHeight;
}

/** With the lines that it is one of where they have room together, and a line or two around them, to be read in its place. */
function bringIntoSight(list: HTMLElement, at: number, block: readonly number[]): void {
  const [first, last, own] = [list.children[Math.min(...block)], list.children[Math.max(...block)], list.children[at]];
  if (!(first instanceof HTMLElement && last instanceof HTMLElement && own instanceof HTMLElement)) return;
  const fits = last.offsetTop + last.offsetHeight - first.offsetTop <= list.clientHeight;
  const top = fits ? first.offsetTop : own.offsetTop;
  const bottom = fits ? last.offsetTop + last.offsetHeight : own.offsetTop + own.offsetHeight;
  const around = Math.min(2 * own.offsetHeight, (list.clientHeight - (bottom - top)) / 2);
  const [least, most] = [bottom + around - list.clientHeight, top - around];
  list.scrollTop = Math.min(Math.max(list.scrollTop, least), most);
}
