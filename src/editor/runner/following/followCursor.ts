import { useDocument } from "../../document/documentStore.ts";
import type { Status } from "../../../protocol/status.ts";
import { useInspected } from "../inspectedStore.ts";
import { usePins } from "../pinStore.ts";
import type { SessionState } from "../sessionStore.ts";
import type { Runner } from "../runner.ts";
import { useFollowing } from "./followStore.ts";
import { stepTaken, type StepTaken } from "./stepTaken.ts";

/**
 * Shows the node that a step ran, in the inspector. Where nothing is selected it begins with the step that led to where
 * the cursor stands. Returns how to stop.
 */
export function followCursor({ session }: Runner): () => void {
  let before: Place | null = null;
  const follow = ({ status, plan }: SessionState): void => {
    if (status === null || plan === null || status.phase === "seeking") return;
    const from = before;
    before = { iteration: status.iteration, cursor: status.cursor, phase: status.phase };
    if (from === null || (from.iteration === status.iteration && from.cursor === status.cursor)) return;
    const steps = status.phase !== "training" && from.phase !== "training";
    const step = steps ? stepTaken(plan.instructions, from, status) : null;
    useFollowing.setState(({ told }) => ({ step, before: told }));
    // A breakpoint shows its own node.
    const broken = (node: string): boolean => plan.nodes[node]?.status === "error";
    if (step !== null && status.halted === null) show(step, broken);
  };
  const { status } = session.getState();
  if (status !== null && useDocument.getState().selection.nodes.length === 0) {
    before = { iteration: status.iteration, cursor: 0, phase: "idle" };
  }
  follow(session.getState());
  return session.subscribe((now, { plan }) => {
    // A place from before an edit leads to none by a step.
    if (now.plan !== plan) before = null;
    follow(now);
  });
}

type Place = Pick<Status, "iteration" | "cursor" | "phase">;

/** Selects the node, without an undo step. Whoever reads what is wrong with another is not led away from it. */
function show({ node, pass }: StepTaken, broken: (node: string) => boolean): void {
  const { follow, held } = useFollowing.getState();
  const { selection, documentId, select } = useDocument.getState();
  const shown = selection.nodes.length === 1 ? selection.nodes[0] : undefined;
  const reads = shown !== undefined && (isPinned(shown, documentId) || broken(shown));
  if (!follow || held || isTyping() || reads) return;
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
