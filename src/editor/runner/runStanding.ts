import { derived } from "../../base/derived.ts";
import { useSession } from "./useSession.ts";
import type { InstructionReport, Pass } from "../../protocol/instructionReport.ts";
import type { Status } from "../../protocol/status.ts";
import type { Side } from "../../protocol/tensorRef.ts";

/** Says where the cursor stands as seen from a node in one pass: it has run, it runs now, or it is still to come. */
export type Standing = "done" | "next" | "ahead";

/** Says by pass how a node stands; a pass in which a node has nothing to do is not there. */
export type NodeStanding = Readonly<Partial<Record<Pass, Standing>>>;

/** Says how all nodes stand, by node. */
export function standings(
  instructions: readonly Pick<InstructionReport, "node" | "pass">[],
  cursor: number,
): ReadonlyMap<string, NodeStanding> {
  const found = new Map<string, Partial<Record<Pass, Standing>>>();
  for (const [at, { node, pass }] of instructions.entries()) {
    const own = found.get(node) ?? {};
    found.set(node, own);
    const before = own[pass];
    if (at < cursor) own[pass] = "done";
    else if (at === cursor || before === "done") own[pass] = "next";
    else own[pass] ??= "ahead";
  }
  return found;
}

const nowhere: NodeStanding = {};

/** Works out how all nodes stand once for each message of the session, however many cards ask. */
const standingsAt = derived((status: Status) =>
  derived((instructions: readonly InstructionReport[]) => standings(instructions, status.cursor)),
);

interface SessionNow {
  readonly plan: { readonly instructions: readonly InstructionReport[] } | null;
  readonly status: Status | null;
}

/**
 * Says how all nodes stand while the program is stepped through: null at the start of an iteration, or while it trains.
 */
export function standingsOf({ plan, status }: SessionNow): ReadonlyMap<string, NodeStanding> | null {
  if (plan === null || status === null || status.phase === "training" || status.cursor === 0) return null;
  return standingsAt(status)(plan.instructions);
}

/** Says how one node stands. */
export function standingOf(now: SessionNow, node: string): NodeStanding {
  return standingsOf(now)?.get(node) ?? nowhere;
}

/**
 * Says whether a node's numbers, or its gradients, are not yet those of this iteration: their pass is still to come to
 * it.
 */
export function isAhead(nodes: ReadonlyMap<string, NodeStanding> | null, node: string, side: Side): boolean {
  return nodes?.get(node)?.[side === "grad" ? "backward" : "forward"] === "ahead";
}

/** Returns a node's standing in one pass; renders only when that changes. */
export function useStanding(node: string, pass: Pass): Standing | undefined {
  return useSession((state) => standingOf(state, node)[pass]);
}
