/** What an edit is in the document's undo history: which step, and whether it is done, undone or done again. */
export interface UndoStep {
  /** Tells steps apart; the keystrokes that were merged into one step have one id. */
  readonly id: string;
  readonly direction: "do" | "undo" | "redo";
}

/** The key of the numbers that this edit leaves behind. */
export function keyOfLeft({ id, direction }: UndoStep): string {
  return `${id} ${direction === "undo" ? "after" : "before"}`;
}

/** The key of the numbers that there were when the document was last what this edit makes it; null for a new edit. */
export function keyOfReached({ id, direction }: UndoStep): string | null {
  return direction === "do" ? null : `${id} ${direction === "undo" ? "before" : "after"}`;
}
