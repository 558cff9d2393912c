import { useDocument } from "../../document/documentStore.ts";
import type { Status } from "../../../protocol/status.ts";
import { useInspected } from "../inspectedStore.ts";
import { usePins } from "../pinStore.ts";
import type { Runner } from "../runner.ts";
import { useFollowing } from "./followStore.ts";
import { stepTaken, type StepTaken } from "./stepTaken.ts";

/** Shows the node that a step ran, in the inspector. Returns how to stop. */
export function followCursor({ session }: Runner): () => void {
  // A place from before an edit, or a training, leads to none by a step.
  let before: Status | null = null;
  return session.subscribe(({ status, plan }, { plan: planBefore }) => {
    if (plan !== planBefore) before = null;
    if (status === before || status === null || status.phase === "seeking") return;
    const moved = before?.iteration !== status.iteration || before.cursor !== status.cursor;
    if (!moved) return;
    const from = before;
    before = status;
    const steps = status.phase !== "training" && from !== null && from.phase !== "training" && plan !== null;
    const step = steps ? stepTaken(plan.instructions, from, status) : null;
    useFollowing.setState({ step });
    if (step !== null) show(step);
  });
}

/** Selects the node, without an undo step. */
function show({ node, pass }: StepTaken): void {
  const { follow, held } = useFollowing.getState();
  const { selection, documentId, select } = useDocument.getState();
  const shown = selection.nodes.length === 1 ? selection.nodes[0] : undefined;
  if (!follow || held || isTyping() || (shown !== undefined && isPinned(shown, documentId))) return;
  if (shown !== node) select({ nodes: [node] });
  useInspected.getState().showSide(pass === "backward" ? "grad" : "value");
}

/** Whether numbers of a node's tensor are pinned, to be compared with what they become: its reader watches it. */
function isPinned(node: string, documentId: string): boolean {
  return [...usePins.getState().pins.values()].some((pin) => pin.documentId === documentId && pin.tensor.node === node);
}

/** Whether something is being written, which another node's page would close. */
function isTyping(): boolean {
  const element = document.activeElement;
  if (element === null || element.closest(".inspector-place, .react-flow") === null) return false;
  return element.matches("textarea, input:not([type=checkbox], [type=radio]), [contenteditable]");
}
