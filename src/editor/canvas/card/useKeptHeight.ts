import { useStoreApi } from "@xyflow/react";
import { useState } from "react";
import type { NodeReport } from "../../../protocol/nodeReport.ts";

/**
 * Returns the height that a card keeps while its node cannot run: the one that it had when the node still could. So what is
 * said of the node lies on no other card. Undefined while it can, and where it never could.
 */
export function useKeptHeight(flowId: string, status: NodeReport["status"] | undefined): number | undefined {
  const store = useStoreApi();
  const [kept, setKept] = useState<{ readonly runs: boolean; readonly height?: number | undefined }>({ runs: false });
  const runs = status === undefined ? kept.runs : status === "ready";
  if (runs !== kept.runs) {
    const height = runs ? undefined : store.getState().nodeLookup.get(flowId)?.measured.height;
    setKept({ runs, height });
  }
  return kept.height;
}
