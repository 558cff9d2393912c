import { canvasView } from "../document/canvasView.ts";
import type { Runner } from "../runner/runner.ts";
import { useDocument } from "../document/documentStore.ts";
import { useLayout } from "../kit/layoutStore.ts";
import type { Status } from "../../protocol/status.ts";

/** Shows the node at which a run stopped; and the breakpoints when one is added, whose condition can be written there. Returns how to stop. */
export function followBreakpoints({ session, breakpoints }: Runner): () => void {
  const stopFollowing = session.subscribe(({ status }, before) => {
    const node = nodeOfStop(status);
    if (node === null || keyOf(status) === keyOf(before.status)) return;
    useDocument.getState().select({ nodes: [node] });
    canvasView.current.reveal(node);
  });
  const stopShowing = breakpoints.subscribe(({ list }, before) => {
    const { chartTab, showChartTab } = useLayout.getState();
    // In the code's margin it is seen where it was set.
    if (list.length > before.list.length && chartTab !== "code") showChartTab("breakpoints");
  });
  return () => {
    stopFollowing();
    stopShowing();
  };
}

function nodeOfStop(status: Status | null): string | null {
  const halt = status?.halted ?? null;
  return halt !== null && (halt.reason === "breakpoint" || halt.reason === "notFinite") ? (halt.node ?? null) : null;
}

/** News of the same stop is no other stop. */
function keyOf(status: Status | null): string {
  return JSON.stringify([status?.halted?.sentence, status?.iteration, status?.cursor]);
}
