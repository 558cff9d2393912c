import type { Status } from "../../session/protocol.ts";

const sets = new WeakMap<readonly string[], ReadonlySet<string>>();

/** Whether the gradient of a node's tensor is there; one that `accumulates` is from the second iteration on. */
export function hasGradient(status: Status | null, node: string, accumulates: boolean): boolean {
  return isGraded(status, node) || (accumulates && status !== null && status.iteration > 0);
}

/** Whether a node's gradient is there. Asked by every card at every message, so the list is indexed once. */
export function isGraded(status: Status | null, node: string): boolean {
  if (status === null) return false;
  let set = sets.get(status.graded);
  if (set === undefined) {
    set = new Set(status.graded);
    sets.set(status.graded, set);
  }
  return set.has(node);
}
