import type { CellRef } from "../../protocol/tensorRef.ts";
import { useLayout } from "../kit/layoutStore.ts";
import { useAsked } from "../runner/asking/askedStore.ts";

/** Shows why the model holds something to come next, in the inspector. */
export function explain(cell: CellRef): void {
  const { change, showTab } = useLayout.getState();
  useAsked.getState().explain(cell);
  change({ inspectorOpen: true, inspectorDrawer: true });
  showTab("inspect");
}
