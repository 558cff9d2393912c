import { canvasView } from "../document/canvasView.ts";
import { useLayout } from "../kit/layoutStore.ts";
import { useDocument } from "../document/documentStore.ts";
import { useInspected } from "../runner/inspectedStore.ts";
import type { Place } from "./chapters/chapter.ts";
import { ringPlace } from "../kit/ringPlace.ts";

/** Leads the reader to a place: its panel is open, its node selected and in sight, and what is meant has a ring. */
export function showPlace({ select, tab, panel, mark }: Place): void {
  const { change, showTab } = useLayout.getState();
  change(panel === "run" ? { bottomOpen: true } : { inspectorOpen: true, inspectorDrawer: true });
  showTab(panel);
  if (tab !== undefined) useInspected.getState().showTab(tab);
  useDocument.getState().select({ nodes: select === undefined ? [] : [select] });
  if (select !== undefined) canvasView.current.show(select);
  if (mark !== undefined) ringPlace(`[data-place="${CSS.escape(mark)}"]`);
  else if (select !== undefined) ringPlace(`.react-flow__node-card[data-id="${CSS.escape(select)}"] > .card`);
}
