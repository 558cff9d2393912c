import { create } from "zustand";
import { nodeOf } from "../../document/graphIndex.ts";
import { useDocument } from "../../document/documentStore.ts";
import { showCell } from "../../pictures/showWhy.ts";
import type { CellRef } from "../../../protocol/tensorRef.ts";

/** Cells that are kept: more than anyone goes back. */
const MOST = 50;

interface Trail {
  /** The cells that links led away from, the newest last. */
  readonly left: readonly CellRef[];
  /** Whether a link was followed and the focus, which went with it, is not on the way back yet. */
  readonly arriving: boolean;
}

/** Returns the way that links in the arithmetic led, so that there is a way back. */
export const useTrail = create<Trail>()(() => ({ left: [], arriving: false }));

/** Asks about a cell that the arithmetic of another names. */
export function followLink(from: CellRef, to: CellRef): void {
  useTrail.setState(({ left }) => ({ left: [...left, from].slice(-MOST), arriving: true }));
  showCell(to);
}

/** Asks again about a cell that was left: the last, or an earlier one, which forgets those after it. */
export function goBack(to: number = useTrail.getState().left.length - 1): void {
  const { left } = useTrail.getState();
  const cell = left[to];
  if (cell === undefined) return;
  // The button that was pressed may go, too.
  useTrail.setState({ left: left.slice(0, to), arriving: true });
  showCell(cell);
}

// Where nodes have gone, or the document is another, no way leads back.
useDocument.subscribe(({ graph, documentId }, before) => {
  if (graph === before.graph && documentId === before.documentId) return;
  const { left } = useTrail.getState();
  const kept = documentId === before.documentId ? left.filter(({ node }) => nodeOf(graph, node) !== undefined) : [];
  if (kept.length < left.length) useTrail.setState({ left: kept });
});
