import { create } from "zustand";
import type { Table } from "../ownText/table.ts";

/** A table of which one column is to be chosen. */
interface PendingTable {
  readonly table: Table;
  readonly fileName: string;
  /** The node that the file was dropped on, if any. */
  readonly pointedAt: string | null;
}

/** Which dialogue is open, and what it shows. */
interface DialogState {
  readonly open: "documents" | "gallery" | "help" | "copy" | "column" | null;
  /** What the dialogue of a copy shows: the text, what it is, and a sentence that belongs to it. */
  readonly copy: { readonly text: string; readonly what: string; readonly note: string };
  /** The table of the dialogue about its columns. */
  readonly table: PendingTable | null;
}

export const useDialog = create<DialogState>()(() => ({
  open: null,
  copy: { text: "", what: "", note: "" },
  table: null,
}));

export const closeDialog = (): void => useDialog.setState({ open: null });
