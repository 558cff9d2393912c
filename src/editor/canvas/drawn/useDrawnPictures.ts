import { useStoreApi } from "@xyflow/react";
import { useEffect } from "react";
import type { NodeReport } from "../../../protocol/nodeReport.ts";
import { thumbnails } from "../../pictures/thumbnails.ts";
import { outputTensors } from "../../runner/outputTensors.ts";
import { reportOf } from "../../runner/reportOf.ts";
import { useRunner } from "../../runner/useRunner.ts";
import type { FlowNode, WireEdge } from "../flow/flowTypes.ts";
import { nameRoom } from "./paintCards.ts";

/** What is drawn of a card, and of what the session said of it. */
interface Taken {
  readonly node: string | null;
  readonly report: NodeReport | undefined;
  readonly back: () => void;
}

const nothing = (): void => undefined;

/**
 * Has the first output of each card drawn below its name.
 *
 * @param painted says at which zoom they are drawn.
 */
export function useDrawnPictures(painted: { readonly current: { readonly zoom: number } }): void {
  const { session } = useRunner();
  const store = useStoreApi<FlowNode, WireEdge>();
  useEffect(() => {
    const taken = new Map<string, Taken>();
    // Of thousands of cards an edit takes back the few of which the session says something else.
    const take = (): void => {
      const { plan } = session.getState();
      const { nodeLookup } = store.getState();
      for (const [flowId, { back }] of taken) {
        if (nodeLookup.has(flowId)) continue;
        back();
        taken.delete(flowId);
      }
      for (const [flowId, { data }] of nodeLookup) {
        const node = "node" in data ? data.node.id : null;
        const report = node === null ? undefined : reportOf(plan, node);
        const before = taken.get(flowId);
        if (before !== undefined && before.report === report && before.node === node) continue;
        before?.back();
        taken.set(flowId, { node, report, back: node === null ? nothing : add(flowId, node, report) });
      }
    };
    const add = (flowId: string, node: string, report: NodeReport | undefined): (() => void) => {
      const [first] = report?.status === "ready" ? outputTensors(report.outputs) : [];
      if (first === undefined) return nothing;
      const place = () => {
        const { width = 0, height = 0 } = store.getState().nodeLookup.get(flowId)?.measured ?? {};
        const top = Math.max(12, nameRoom(height, painted.current.zoom));
        return { x: 12, y: top, width: width - 24, height: Math.max(0, height - top - 8) };
      };
      return thumbnails.add({ flowId, node, port: first.port, side: "value", place });
    };
    take();
    const stops = [
      session.subscribe((now, before) => {
        if (now.plan !== before.plan) take();
      }),
      store.subscribe((now, before) => {
        if (now.nodes !== before.nodes && !sameCards(now.nodes, before.nodes)) take();
      }),
    ];
    return () => {
      for (const stop of stops) stop();
      for (const { back } of taken.values()) back();
    };
  }, [session, store, painted]);
}

function sameCards(now: readonly FlowNode[], before: readonly FlowNode[]): boolean {
  return now.length === before.length && now.every(({ id }, at) => id === before[at]!.id);
}
