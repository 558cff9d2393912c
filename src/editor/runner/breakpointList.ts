import { sameItems } from "../../base/sameItems.ts";
import type { Graph } from "../../graph/graph.ts";
import { renamedVariable } from "../../graph/renamedVariable.ts";
import { renameInCondition } from "../../protocol/condition/renameInCondition.ts";
import type { Renames } from "../document/history.ts";
import type { Breakpoint } from "../../protocol/breakpoint.ts";

/** Says whether a breakpoint stops before this pass of its node; with "all": before each of them. */
export function covers(breakpoint: Breakpoint, pass: Breakpoint["pass"]): boolean {
  return breakpoint.pass === "all" || breakpoint.pass === pass || pass === "all";
}

/**
 * Returns the breakpoints after an edit; the same list when they are as before. They, and the names in their
 * conditions, follow a node or a variable that is renamed; `hadTensor` says what those names meant before. One whose node is gone
 * stays and waits: an undo brings the node back (`revive`), another node of that name begins without.
 */
export function breakpointsAfter(
  list: readonly Breakpoint[],
  before: Graph,
  after: Graph,
  renamed: Renames,
  revive: boolean,
  hadTensor: (node: string, name: string) => boolean,
): readonly Breakpoint[] {
  if (list.length === 0) return list;
  const [had, has] = [idsOf(before), idsOf(after)];
  const variable = renamedVariable(before, after);
  const next = list
    .filter(({ node }) => revive || node === null || had.has(node) || !has.has(node))
    .map((breakpoint) => {
      const condition = renameInCondition(breakpoint.condition, breakpoint.node, renamed, hadTensor, variable);
      const { node: old } = breakpoint;
      const node = old !== null && Object.hasOwn(renamed, old) ? (renamed[old] ?? old) : old;
      const same = node === old && condition === breakpoint.condition;
      return same ? breakpoint : { ...breakpoint, node, condition };
    });
  const same = sameItems(next, list);
  return same ? list : next;
}

function idsOf({ nodes }: Graph): ReadonlySet<string> {
  return new Set(nodes.map(({ id }) => id));
}
