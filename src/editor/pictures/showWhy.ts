import type { CellRef } from "../../protocol/tensorRef.ts";
import { formatIndex } from "../../views/formatDims.ts";
import { useDocument } from "../document/documentStore.ts";
import { useInspected } from "../runner/inspectedStore.ts";

/** Writes `hidden.W.grad[3, 7]`. */
export function cellLabel({ node, port, side, index }: CellRef): string {
  return `${node}.${port}${side === "grad" ? ".grad" : ""}${formatIndex(index)}`;
}

/** Asks on the tab that is open about a cell. */
export function showCell(cell: CellRef): void {
  useInspected.getState().showCell(cell);
  useDocument.getState().select({ nodes: [cell.node] });
}

/** Asks how a cell came to be. */
export function showWhy(cell: CellRef): void {
  useInspected.getState().showTab("why");
  showCell(cell);
}
