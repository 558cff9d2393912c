import { useStoreApi } from "@xyflow/react";
import { useState } from "react";
import type { NodeReport } from "../../../protocol/nodeReport.ts";
import { useDocument } from "../../document/documentStore.ts";

interface Kept {
  /** Counts documents: another one's node of the same name is another node, though its card is the same on the page. */
  readonly opened: number;
  readonly runs: boolean;
  readonly height?: number | undefined;
}

/**
 * Returns the height that a card keeps while its node cannot run: the one that it had when the node still could. So what is
 * said of the node lies on no other card. Undefined while it can, and where it never could.
 */
export function useKeptHeight(flowId: string, status: NodeReport["status"] | undefined): number | undefined {
  const store = useStoreApi();
  const opened = useDocument(({ openings }) => openings);
  const [last, setLast] = useState<Kept>({ opened, runs: false });
  const kept: Kept = last.opened === opened ? last : { opened, runs: false };
  const runs = status === undefined ? kept.runs : status === "ready";
  if (runs !== kept.runs) {
    const height = runs ? undefined : store.getState().nodeLookup.get(flowId)?.measured.height;
    setLast({ opened, runs, height });
  }
  return kept.height;
}
