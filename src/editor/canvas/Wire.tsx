import { BaseEdge, EdgeLabelRenderer, type EdgeProps } from "@xyflow/react";
import { memo, useEffect, useMemo } from "react";
import { useSession } from "../stores/sessionStore.ts";
import { briefPort, describePort } from "./describePort.ts";
import type { WireEdge } from "./flowTypes.ts";
import { useLabelPlaces, wireLabels } from "./labelPlaces.ts";
import { outputReport } from "./nodeReport.ts";
import { wireEnd } from "./wireEnd.ts";
import { wirePath } from "./wirePath.ts";

/** Of the label's font, at which the stylesheet sets it. */
const letter = 6.7;

/** A wire with the shape of what flows through it. */
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
  const share = useLabelPlaces((state) => state.places.get(id));
  const path = useMemo(
    () => wirePath(wireEnd(sourceX, sourceY, sourcePosition), wireEnd(targetX, targetY, targetPosition)),
    [sourceX, sourceY, sourcePosition, targetX, targetY, targetPosition],
  );

  useEffect(() => {
    if (label === "") wireLabels.remove(id);
    else wireLabels.set({ id, width: label.length * letter + 10, height: 18, at: path.at });
  }, [id, label, path]);
  useEffect(() => () => wireLabels.remove(id), [id]);

  // A selected wire shows its label whether there is room or not.
  const place = share === null || share === undefined ? (selected === true ? 0.5 : null) : share;
  const at = place === null || label === "" ? null : path.at(place);
  return (
    <>
      <BaseEdge id={id} path={path.d} interactionWidth={24} className="wire-path" />
      {at !== null && (
        <EdgeLabelRenderer>
          <div
            className={selected === true ? "wire-label wire-label-selected" : "wire-label"}
            style={{ transform: `translate(-50%, -50%) translate(${at.x}px, ${at.y}px)` }}
            title={title}
            data-wire={id}
          >
            {label}
          </div>
        </EdgeLabelRenderer>
      )}
    </>
  );
});
