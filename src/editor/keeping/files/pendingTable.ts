import { create } from "zustand";
import type { Table } from "./table.ts";

/** A table of which one column is to be chosen. */
interface PendingTable {
  readonly table: Table;
  readonly fileName: string;
  /** The node that the file was dropped on, if any. */
  readonly pointedAt: string | null;
}

/** Returns what the dialogue about a table's columns asks about; null before the first. */
export const usePendingTable = create<{ readonly pending: PendingTable | null }>()(() => ({ pending: null }));
