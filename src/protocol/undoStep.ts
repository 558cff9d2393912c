/** Holds what an edit is in the document's undo history: which step, and whether it is done, undone or done again. */
export interface UndoStep {
  /** Tells steps apart; the keystrokes that were merged into one step have one id. */
  readonly id: string;
  readonly direction: "do" | "undo" | "redo";
}
