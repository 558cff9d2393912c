import type { Graph } from "../../graph/graph.ts";
import type { Breakpoint } from "../../session/protocol.ts";
import type { Renames } from "./history.ts";

/** Whether a breakpoint stops before this pass of its node; with "all": before each of them. */
export function covers(breakpoint: Breakpoint, pass: Breakpoint["pass"]): boolean {
  return breakpoint.pass === "all" || breakpoint.pass === pass || pass === "all";
}

/**
 * The breakpoints after an edit; the same list when they are as before. They follow a node that is renamed. One whose
 * node is gone stays and waits: an undo brings the node back (`revive`), another node of that name begins without.
 */
export function breakpointsAfter(
  list: readonly Breakpoint[],
  before: Graph,
  after: Graph,
  renamed: Renames,
  revive: boolean,
): readonly Breakpoint[] {
  if (list.length === 0) return list;
  const [had, has] = [idsOf(before), idsOf(after)];
  const next = list
    .filter(({ node }) => revive || node === null || had.has(node) || !has.has(node))
    .map((breakpoint) => {
      const { node } = breakpoint;
      if (node === null || !Object.hasOwn(renamed, node)) return breakpoint;
      return { ...breakpoint, node: renamed[node] ?? node };
    });
  const same = next.length === list.length && next.every((breakpoint, at) => breakpoint === list[at]);
  return same ? list : next;
}

function idsOf({ nodes }: Graph): ReadonlySet<string> {
  return new Set(nodes.map(({ id }) => id));
}
