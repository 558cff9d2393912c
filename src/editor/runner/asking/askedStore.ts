import { create } from "zustand";
import type { CellRef } from "../../../protocol/tensorRef.ts";
import { useDocument } from "../../document/documentStore.ts";
import { keptContexts } from "./keptContexts.ts";

/** What the model is asked for, and which number of its answer is explained. Intent only: no numbers. */
interface Asked {
  /** What was typed; null while it is the graph's own first example. */
  readonly context: string | null;
  /** What the words are drawn by. */
  readonly seed: number;
  /** The way of the explanation: the number that was asked about, and those that links led to. Empty: none is open. */
  readonly why: readonly CellRef[];
  /** The way that a link left for a number of the graph's own: there is a way back to it. */
  readonly left: readonly CellRef[];
  readonly type: (context: string) => void;
  /** Has other words drawn. */
  readonly redraw: () => void;
  readonly explain: (cell: CellRef) => void;
  readonly follow: (cell: CellRef) => void;
  /** Back to an earlier number of the way. */
  readonly goBack: (to: number) => void;
  /** Leaves it for a number of the graph's own. */
  readonly leave: () => void;
  /** Back to where it was left. */
  readonly comeBack: () => void;
  readonly close: () => void;
}

export const useAsked = create<Asked>()((set, get) => ({
  context: keptContexts.of(useDocument.getState().documentId),
  seed: 1,
  why: [],
  left: [],
  type(context) {
    keptContexts.write(useDocument.getState().documentId, context);
    set({ context });
  },
  redraw: () => set({ seed: get().seed + 1 }),
  explain(cell) {
    // It takes the place of what is selected.
    useDocument.getState().select({});
    set({ why: [cell], left: [] });
  },
  follow: (cell) => set({ why: [...get().why, cell] }),
  goBack: (to) => set({ why: get().why.slice(0, to + 1) }),
  leave: () => set({ why: [], left: get().why }),
  comeBack() {
    useDocument.getState().select({});
    set({ why: get().left, left: [] });
  },
  close: () => set({ why: [] }),
}));

useDocument.subscribe((now, before) => {
  if (now.documentId !== before.documentId) {
    useAsked.setState({ context: keptContexts.of(now.documentId), seed: 1, why: [], left: [] });
    return;
  }
  // Who selects something wants to see that.
  const { nodes, edges, comments } = now.selection;
  const selects = now.selection !== before.selection && nodes.length + edges.length + comments.length > 0;
  if (selects && useAsked.getState().why.length > 0) useAsked.getState().close();
});
