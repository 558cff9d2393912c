import { BaseEdge, useStore, type EdgeProps } from "@xyflow/react";
import { memo, useEffect, useMemo } from "react";
import { createPortal } from "react-dom";
import { useDocument } from "../../document/documentStore.ts";
import { useSession } from "../../runner/useSession.ts";
import { briefPort, describePort } from "../../pictures/describePort.ts";
import { flowAlong } from "./flowAlong.ts";
import type { WireEdge } from "../flow/flowTypes.ts";
import { useCardBoxes } from "./cardBoxes.ts";
import { freeTurn } from "./freeTurn.ts";
import { useLabelPlaces, wireLabels } from "./labelPlaces.ts";
import { outputReport } from "../../runner/nodeReport.ts";
import { wireEnd } from "./wireEnd.ts";
import { wirePath, type WirePath } from "../flow/wirePath.ts";

/** Of the label's font, at which the stylesheet sets it. */
const letter = 6.7;

/** Shows a wire with the shape of what flows through it. */
export const Wire = memo(function Wire(props: EdgeProps<WireEdge>) {
  const { id, data, sourceX, sourceY, targetX, targetY, sourcePosition, targetPosition, selected } = props;
  const from = data?.from ?? "";
  const label = useSession((state) => {
    const report = outputReport(state.plan, from);
    return report === undefined ? "" : briefPort(report);
  });
  const title = useSession((state) => {
    const report = outputReport(state.plan, from);
    return report === undefined ? "" : `${from} → ${id}\n${describePort(report)}`;
  });
  const flow = useSession((state) => flowAlong(state, from, id));
  const layer = useLabelLayer();
  const share = useLabelPlaces((state) => state.places.get(id));
  const ends = useMemo(
    () => [wireEnd(sourceX, sourceY, sourcePosition), wireEnd(targetX, targetY, targetPosition)] as const,
    [sourceX, sourceY, sourcePosition, targetX, targetY, targetPosition],
  );
  const turn = useCardBoxes(({ boxes }) => freeTurn(...ends, boxes, [props.source, props.target]));
  const path = useMemo(() => wirePath(...ends, turn), [ends, turn]);

  useEffect(() => {
    if (label === "") wireLabels.remove(id);
    else wireLabels.set({ id, width: label.length * letter + 6, height: 18, at: path.at });
  }, [id, label, path]);
  useEffect(() => () => wireLabels.remove(id), [id]);

  // A selected wire shows its label whether there is room or not.
  const place = share === null || share === undefined ? (selected === true ? 0.5 : null) : share;
  const at = place === null || label === "" ? null : path.at(place);
  return (
    <>
      <BaseEdge
        id={id}
        path={path.d}
        interactionWidth={24}
        className={flow === undefined ? "wire-path" : `wire-path wire-flow wire-flow-${flow}`}
      />
      {flow !== undefined && <path className="wire-arrow" d="M-5,-5 L5,0 L-5,5 Z" transform={arrowAt(path, flow)} />}
      {at !== null &&
        layer !== null &&
        createPortal(
          <div
            className={selected === true ? "wire-label wire-label-selected" : "wire-label"}
            style={{ transform: `translate(-50%, -50%) translate(${at.x}px, ${at.y}px)` }}
            title={title}
            // The wire itself is thin; with keys, the wire is what is focused.
            onClick={() => useDocument.getState().select({ edges: [id] })}
            data-wire={id}
          >
            {label}
          </div>,
          layer,
        )}
    </>
  );
});

/** The arrow at which what flows can be seen to go where nothing may move: near the end that it goes to. */
function arrowAt({ at }: WirePath, flow: "forward" | "backward"): string {
  const [from, to] = flow === "forward" ? [at(0.78), at(0.8)] : [at(0.22), at(0.2)];
  const degrees = (Math.atan2(to.y - from.y, to.x - from.x) * 180) / Math.PI;
  return `translate(${to.x} ${to.y}) rotate(${degrees})`;
}

/** React Flow's place for labels, looked up once: its own component looks it up for each wire at every move. */
function useLabelLayer(): Element | null {
  const flow = useStore((state) => state.domNode);
  return useMemo(() => flow?.querySelector(".react-flow__edgelabel-renderer") ?? null, [flow]);
}
