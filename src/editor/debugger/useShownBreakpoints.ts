import { useMemo } from "react";
import { useBreakpoints } from "../runner/useBreakpoints.ts";
import { useDocument } from "../document/documentStore.ts";
import type { Breakpoint } from "../../protocol/breakpoint.ts";

/** Returns the breakpoints of the graph as it is: one whose node was removed waits unseen until that is undone. */
export function useShownBreakpoints(): readonly Breakpoint[] {
  const list = useBreakpoints((state) => state.list);
  const nodes = useDocument((state) => state.graph.nodes);
  return useMemo(() => {
    const ids = new Set(nodes.map(({ id }) => id));
    return list.filter(({ node }) => node === null || ids.has(node));
  }, [list, nodes]);
}
