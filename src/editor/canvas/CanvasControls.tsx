import type { ReactNode } from "react";
import { ControlButton, Controls, MiniMap, Panel, useStore, type ReactFlowState } from "@xyflow/react";
import { findNodeType } from "../../nodes/catalogue.ts";
import { newComment } from "../document/commands/newComment.ts";
import { lookOf, runCommand, type Command } from "../kit/commands/command.ts";
import { tidyUp } from "./commands/tidyUp.ts";
import { useDetail } from "./detail/detail.ts";
import { fitOptions, wideCanvas } from "./flow/fitOptions.ts";
import { flowView } from "./flow/flowView.ts";
import "./controls.css";
import type { FlowNode } from "./flow/flowTypes.ts";
import { Legend } from "./Legend.tsx";

/**
 * Shows the buttons for zoom, fit, tidy up, comment; the minimap, where there is room and something to find; what the
 * heatmaps' colours mean.
 */
export function CanvasControls() {
  const width = useStore((state) => state.width);
  const wide = width > wideCanvas;
  // From afar the canvas is nearly its own minimap, and one of many cards would cost as much as they do.
  const drawn = useDetail(({ detail }) => detail === "drawn");
  const someOutOfSight = useStore(isSomeOutOfSight);
  return (
    <>
      <Controls
        showInteractive={false}
        fitViewOptions={fitOptions(width)}
        onFitView={() => flowView.fit()}
        position="bottom-left"
        orientation="horizontal"
        aria-label="Canvas controls"
      >
        <CommandControl command={tidyUp}>
          <svg viewBox="0 0 16 16" aria-hidden="true">
            <path d="M1 1h6v4H1zM9 1h6v4H9zM1 7h6v8H1zM9 7h6v3H9zM9 12h6v3H9z" />
          </svg>
        </CommandControl>
        <CommandControl command={newComment}>
          <svg viewBox="0 0 16 16" aria-hidden="true">
            <path d="M1 2h14v9H7l-4 4v-4H1z" />
          </svg>
        </CommandControl>
      </Controls>
      {wide && !drawn && someOutOfSight && (
        <MiniMap
          position="bottom-right"
          pannable
          zoomable
          ariaLabel="Minimap"
          nodeClassName={miniMapClass}
          nodeBorderRadius={8}
          style={{ width: 148, height: 96 }}
        />
      )}
      <Panel position={wide ? "bottom-center" : "top-center"}>
        <Legend brief={!wide} />
      </Panel>
    </>
  );
}

interface CommandControlProps {
  readonly command: Command<unknown>;
  readonly children: ReactNode;
}

function CommandControl({ command, children }: CommandControlProps) {
  const { label } = lookOf(command, undefined);
  return (
    <ControlButton onClick={() => runCommand(command, undefined)} title={label} aria-label={label}>
      {children}
    </ControlButton>
  );
}

/** Whether the middle of some card or comment is beyond the edge: else a minimap shows nothing new, and covers some. */
function isSomeOutOfSight({ nodeLookup, transform: [x, y, zoom], width, height }: ReactFlowState): boolean {
  for (const { internals, measured } of nodeLookup.values()) {
    const middleX = (internals.positionAbsolute.x + (measured.width ?? 0) / 2) * zoom + x;
    const middleY = (internals.positionAbsolute.y + (measured.height ?? 0) / 2) * zoom + y;
    if (middleX < 0 || middleY < 0 || middleX > width || middleY > height) return true;
  }
  return false;
}

function miniMapClass(node: FlowNode): string {
  if (node.type === "comment") return "minimap-comment";
  return `minimap-${findNodeType(node.data.node.type)?.category ?? "unknown"}`;
}
