import { useStoreApi } from "@xyflow/react";
import { useEffect } from "react";
import { graphNodeId } from "../../document/flowId.ts";
import { thumbnails } from "../../pictures/thumbnails.ts";
import { outputTensors } from "../../runner/outputTensors.ts";
import { reportOf } from "../../runner/reportOf.ts";
import { useRunner } from "../../runner/useRunner.ts";
import type { FlowNode, WireEdge } from "../flow/flowTypes.ts";
import { nameRoom } from "./paintCards.ts";

/**
 * Has the first output of each card drawn below its name.
 *
 * @param painted says at which zoom they are drawn.
 */
export function useDrawnPictures(painted: { readonly current: { readonly zoom: number } }): void {
  const { session } = useRunner();
  const store = useStoreApi<FlowNode, WireEdge>();
  useEffect(() => {
    let taken: (() => void)[] = [];
    const take = (): void => {
      for (const back of taken) back();
      const { plan } = session.getState();
      taken = [...store.getState().nodeLookup.keys()].flatMap((flowId) => {
        const node = graphNodeId(flowId);
        const report = node === null ? undefined : reportOf(plan, node);
        const [first] = report?.status === "ready" ? outputTensors(report.outputs) : [];
        if (node === null || first === undefined) return [];
        const place = () => {
          const { width = 0, height = 0 } = store.getState().nodeLookup.get(flowId)?.measured ?? {};
          const top = Math.max(12, nameRoom(height, painted.current.zoom));
          return { x: 12, y: top, width: width - 24, height: Math.max(0, height - top - 8) };
        };
        return [thumbnails.add({ flowId, node, port: first.port, side: "value", place })];
      });
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
      for (const back of taken) back();
    };
  }, [session, store, painted]);
}

function sameCards(now: readonly FlowNode[], before: readonly FlowNode[]): boolean {
  return now.length === before.length && now.every(({ id }, at) => id === before[at]!.id);
}
