import { useEffect, useRef, type RefObject } from "react";

/**
 * Scrolls the program to the group at the cursor, or at the node that was selected. On a phone the panel around it, which
 * begins with the loss chart, goes along when a step moved the cursor, and at nothing else: not when it is opened, and not
 * when a training ends.
 */
export function useCursorInSight(
  list: RefObject<HTMLElement | null>,
  /** The instruction that runs next; -1 while it trains. */
  cursor: number,
  /** The only node that is selected. */
  selected: string | undefined,
): void {
  const before = useRef<{ readonly cursor: number; readonly selected: string | undefined } | null>(null);
  useEffect(() => {
    const last = before.current;
    before.current = { cursor, selected };
    const stepped = last !== null && last.cursor >= 0 && cursor >= 0 && last.cursor !== cursor;
    const panel = stepped ? null : list.current?.closest(".narrow-panel");
    const top = panel?.scrollTop ?? 0;
    const show = (what: string): void => {
      for (const group of list.current?.querySelectorAll(what) ?? []) {
        group.scrollIntoView({ block: "nearest", inline: "nearest" });
      }
    };
    if (last?.selected !== selected && selected !== undefined) show(".program-group[data-selected]");
    if (last?.cursor !== cursor) show('.program-group[data-at="next"]');
    panel?.scrollTo({ top });
  }, [list, cursor, selected]);
}
