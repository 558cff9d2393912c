import { create } from "zustand";
import { useDocument } from "../document/documentStore.ts";
import type { CellRef, Side } from "../../protocol/tensorRef.ts";

/** Describes the pages of the inspector of a node: the node itself, then what can be seen of one of its tensors. */
export type InspectorTab = "node" | "values" | "storage" | "distribution" | "why";

/** What the inspector looks at, beside the node that is selected. Intent only: no numbers. */
interface Inspected {
  readonly tab: InspectorTab;
  readonly side: Side;
  /** The tensor that is looked at, of each node that was: an output port or a parameter. */
  readonly ports: ReadonlyMap<string, string>;
  /** The cell that is asked about; null for none. */
  readonly cell: CellRef | null;
  readonly showTab: (tab: InspectorTab) => void;
  readonly showSide: (side: Side) => void;
  readonly showPort: (node: string, port: string) => void;
  /** Asks about a cell; its tensor and side become those that are looked at. */
  readonly showCell: (cell: CellRef | null) => void;
}

export const useInspected = create<Inspected>()((set, get) => ({
  tab: "node",
  side: "value",
  ports: new Map(),
  cell: null,
  showTab: (tab) => set({ tab }),
  showSide: (side) => set({ side }),
  showPort: (node, port) => set({ ports: new Map(get().ports).set(node, port) }),
  showCell: (cell) =>
    set(cell === null ? { cell } : { cell, side: cell.side, ports: new Map(get().ports).set(cell.node, cell.port) }),
}));

// Another document has other cells, whatever its nodes are called.
useDocument.subscribe((now, before) => {
  if (now.documentId !== before.documentId) useInspected.setState({ side: "value", ports: new Map(), cell: null });
});
