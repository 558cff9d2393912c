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
  readonly open: "documents" | "gallery" | "help" | "share" | "column" | null;
  /** The link of the share dialogue. */
  readonly link: string;
  /** The table of the dialogue about its columns. */
  readonly table: PendingTable | null;
}

export const useDialog = create<DialogState>()(() => ({ open: null, link: "", table: null }));

export const closeDialog = (): void => useDialog.setState({ open: null });
