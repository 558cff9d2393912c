import type { NarrowTab } from "../kit/layoutStore.ts";

/** Holds what the strip of canvas above a phone's panel could be about. */
export interface StripState {
  readonly tab: NarrowTab;
  /** What is selected on the canvas, by React Flow's ids. */
  readonly selected: readonly string[];
  /** The cursor's place in the program; while it trains, the last one before. */
  readonly cursor: number;
  /** The card at the cursor. */
  readonly atCursor: string | null;
}

/**
 * Returns what the strip is to show: with the inspector, what is selected; with the run panel, the card at the cursor,
 * or what was selected since the cursor last moved. An empty list is the whole graph, null no strip at all, undefined
 * what it shows already, and whoever moved that by hand is not disturbed.
 */
export function stripTarget(before: StripState | null, now: StripState): readonly string[] | null | undefined {
  const opened = before?.tab !== now.tab;
  const picked = String(before?.selected) !== String(now.selected);
  const { tab, selected, cursor, atCursor } = now;
  if (tab !== "inspect" && tab !== "run") return opened ? (tab === "canvas" ? null : []) : undefined;
  // The node that a step ran is selected with it: that moves nothing, and the run panel is about the one that comes next.
  const moved = !opened && (cursor !== before.cursor || atCursor !== before.atCursor);
  if (tab === "inspect") return opened || (picked && !moved) ? selected : undefined;
  const running = atCursor === null ? [] : [atCursor];
  if (picked && !moved) return selected.length === 0 ? running : selected;
  if (opened) return cursor > 0 || selected.length === 0 ? running : selected;
  return moved ? running : undefined;
}
