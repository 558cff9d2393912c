import type { UndoStep } from "../../protocol/undoStep.ts";

/** Returns the key of the numbers that this edit leaves behind. */
export function keyOfLeft({ id, direction }: UndoStep): string {
  return `${id} ${direction === "undo" ? "after" : "before"}`;
}

/**
 * Returns the key of the numbers that there were when the document was last what this edit makes it; null for a new
 * edit.
 */
export function keyOfReached({ id, direction }: UndoStep): string | null {
  return direction === "do" ? null : `${id} ${direction === "undo" ? "before" : "after"}`;
}
