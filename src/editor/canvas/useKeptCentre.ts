import { useReactFlow, useStore } from "@xyflow/react";
import { useEffect, useRef } from "react";
import { flowView } from "./flow/flowView.ts";

/**
 * Keeps in the middle what was in the middle when the pane becomes larger or smaller: a panel opened beside it. Who has not
 * moved the view since the whole graph was fitted into it goes on seeing it whole.
 */
export function useKeptCentre(): void {
  const { getViewport, setViewport } = useReactFlow();
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  const before = useRef({ width: 0, height: 0 });

  useEffect(() => {
    const { width: oldWidth, height: oldHeight } = before.current;
    if (width === 0 || height === 0) return;
    before.current = { width, height };
    if (oldWidth === 0 || (oldWidth === width && oldHeight === height)) return;
    if (flowView.showsWhole()) {
      flowView.fit();
      return;
    }
    const { x, y, zoom } = getViewport();
    void setViewport({ x: x + (width - oldWidth) / 2, y: y + (height - oldHeight) / 2, zoom });
  }, [width, height, getViewport, setViewport]);
}
