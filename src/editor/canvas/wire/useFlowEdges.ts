import type { EdgeChange } from "@xyflow/react";
import { useCallback, useMemo, useRef } from "react";
import { parseEndpoint } from "../../../base/endpoint.ts";
import { useDocument } from "../../document/documentStore.ts";
import { flowNodeId } from "../../document/flowId.ts";
import type { WireEdge } from "../flow/flowTypes.ts";

/** Returns the document's wires as React Flow wants them, and how their selection comes back. */
export function useFlowEdges(): {
  readonly edges: WireEdge[];
  readonly onEdgesChange: (changes: readonly EdgeChange<WireEdge>[]) => void;
} {
  const wires = useDocument((state) => state.graph.edges);
  const selection = useDocument((state) => state.selection.edges);
  const made = useRef<ReadonlyMap<string, WireEdge>>(new Map());

  const edges = useMemo(() => {
    const selected = new Set(selection);
    const next = wires.flatMap((wire): WireEdge[] => {
      const from = parseEndpoint(wire.from);
      const to = parseEndpoint(wire.to);
      if (from === null || to === null) return [];
      const old = made.current.get(wire.to);
      if (old?.data?.from === wire.from && old.selected === selected.has(wire.to)) return [old];
      return [
        {
          id: wire.to,
          type: "wire",
          source: flowNodeId(from.node),
          sourceHandle: from.port,
          target: flowNodeId(to.node),
          targetHandle: to.port,
          data: { from: wire.from, to: wire.to },
          selected: selected.has(wire.to),
          ariaLabel: `wire from ${wire.from} to ${wire.to}`,
        },
      ];
    });
    made.current = new Map(next.map((edge) => [edge.id, edge]));
    return next;
  }, [wires, selection]);

  const onEdgesChange = useCallback((changes: readonly EdgeChange<WireEdge>[]) => {
    const selects = changes.filter((change) => change.type === "select");
    if (selects.length === 0) return;
    const { selection: before, select } = useDocument.getState();
    const chosen = new Set(before.edges);
    for (const { id, selected } of selects) {
      if (selected) chosen.add(id);
      else chosen.delete(id);
    }
    select({ ...before, edges: [...chosen] });
  }, []);

  return { edges, onEdgesChange };
}
