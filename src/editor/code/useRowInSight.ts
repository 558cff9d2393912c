import { useEffect, useRef, type RefObject } from "react";

/** Scrolls the code, and nothing around it, to the line at the cursor, and to those of what was selected. */
export function useRowInSight(
  list: RefObject<HTMLElement | null>,
  /** The place of the line that runs next; -1 for none. */
  current: number,
  /** The place of the line to look at of the node that is selected; -1 for none. */
  chosen: number,
  /** The places of all its lines: where one of them is in sight, nothing moves. */
  selected: ReadonlySet<number>,
): void {
  const before = useRef({ current: -1, chosen: -1 });
  useEffect(() => {
    const { current: lastCurrent, chosen: lastChosen } = before.current;
    before.current = { current, chosen };
    if (list.current === null) return;
    if (chosen >= 0 && chosen !== lastChosen && ![...selected].some((at) => isInSight(list.current!, at))) {
      bringIntoSight(list.current, chosen);
    }
    if (current >= 0 && current !== lastCurrent) bringIntoSight(list.current, current);
  }, [list, current, chosen, selected]);
}

function isInSight(list: HTMLElement, at: number): boolean {
  const row = list.children[at];
  if (!(row instanceof HTMLElement)) return false;
  const top = row.offsetTop - list.scrollTop;
  return top >= 0 && top + row.offsetHeight <= list.clientHeight;
}

/** With a line or two around it, to be read in its place. */
function bringIntoSight(list: HTMLElement, at: number): void {
  const row = list.children[at];
  if (!(row instanceof HTMLElement)) return;
  const { offsetTop, offsetHeight } = row;
  const around = Math.min(2 * offsetHeight, (list.clientHeight - offsetHeight) / 2);
  const [least, most] = [offsetTop + offsetHeight + around - list.clientHeight, offsetTop - around];
  list.scrollTop = Math.min(Math.max(list.scrollTop, least), most);
}
