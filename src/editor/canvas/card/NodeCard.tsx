import type { NodeProps } from "@xyflow/react";
import { memo, useLayoutEffect, useMemo } from "react";
import { findNodeType } from "../../../nodes/catalogue.ts";
import { BreakpointToggle } from "../../pictures/breakpoint/BreakpointToggle.tsx";
import { passesOf } from "../../runner/passesOf.ts";
import { useBreakpoints } from "../../runner/useBreakpoints.ts";
import { useSession } from "../../runner/useSession.ts";
import { cardFacet } from "./cardFacet.tsx";
import { useDetail } from "../detail/detail.ts";
import { CardBrief } from "./CardBrief.tsx";
import { CardHead } from "./CardHead.tsx";
import { CardLines } from "./CardLines.tsx";
import { CardNotFinite } from "../../settings/CardNotFinite.tsx";
import { CardOutputs } from "./CardOutputs.tsx";
import { CardPortRows, placedPorts } from "./CardPortRows.tsx";
import { CardSettings } from "./CardSettings.tsx";
import { CardStatus } from "../../settings/CardStatus.tsx";
import { useStanding } from "../../runner/runStanding.ts";
import { PortHandle } from "./PortHandle.tsx";
import { thumbnails } from "../../pictures/thumbnails.ts";
import { useKeptHeight } from "./useKeptHeight.ts";
import type { CardNode } from "../flow/flowTypes.ts";
import { useNodeReport } from "../../runner/nodeReport.ts";
import type { Status } from "../../../protocol/status.ts";

/** Shows a node of the graph: its name, its settings, what comes out of it and what is wrong with it. */
export const NodeCard = memo(SizedCard, sameCard);

/** From afar a card of many is drawn: only its place is kept, for the pointer and the keys. */
function SizedCard(props: NodeProps<CardNode>) {
  const drawn = useDetail(({ detail }) => detail === "drawn");
  if (!drawn) return <Card {...props} />;
  return <DrawnPlace {...props} />;
}

/** The place of a card that is drawn: as large as the card. Where its handles are React Flow is told. */
function DrawnPlace({ data, width, height }: NodeProps<CardNode>) {
  return <div className="card-drawn" style={{ width, height }} title={data.node.id} />;
}

/** Whether the first nan or infinity was born in a node, or has spread to it. */
function notFiniteIn(status: Status | null, node: string): "born" | "spread" | undefined {
  if (status?.notFinite?.node === node) return "born";
  return status?.notFinite?.spread.includes(node) === true ? "spread" : undefined;
}

/** React Flow also passes the place, which changes with every move of a drag and is none of the card's business. */
function sameCard(a: NodeProps<CardNode>, b: NodeProps<CardNode>): boolean {
  return a.id === b.id && a.data === b.data && a.selected === b.selected && a.height === b.height;
}

function Card({ id, data, selected }: NodeProps<CardNode>) {
  const { node, ports } = data;
  const nodeType = findNodeType(node.type);
  const report = useNodeReport(node.id);
  const atCursor = useSession(
    ({ status }) => status !== null && status.phase !== "training" && status.next?.node === node.id,
  );
  const forward = useStanding(node.id, "forward");
  const runs = useSession(({ plan }) => passesOf(plan?.instructions, node.id).size > 0);
  const hasBreakpoint = useBreakpoints(({ list }) => list.some((breakpoint) => breakpoint.node === node.id));
  const notFinite = useSession(({ status }) => notFiniteIn(status, node.id));
  const whole = useDetail(({ detail }) => detail === "full");
  const keptHeight = useKeptHeight(id, report?.status);
  const placed = useMemo(() => placedPorts(ports), [ports]);

  useLayoutEffect(() => thumbnails.moved(id));

  // `nokey`: with Shift held React Flow would begin a selection's rectangle on the card, and not add the card.
  const classes = ["card", "nokey", `card-${report?.status ?? "ready"}`];
  if (selected) classes.push("card-selected");
  if (atCursor) classes.push("card-cursor");
  if (nodeType === undefined) classes.push("card-unknown");
  // Selected, it lies in front of all others, and may show all that is said of it.
  const keeps = keptHeight !== undefined && !selected;
  if (keeps) classes.push("card-keeps");
  return (
    <div
      className={classes.join(" ")}
      style={keeps ? { height: keptHeight } : { minHeight: keptHeight }}
      data-category={nodeType?.category}
      data-status={report?.status}
      data-run={forward}
      data-not-finite={notFinite}
    >
      {(runs || hasBreakpoint) && <BreakpointToggle node={node.id} pass="all" tabStop={selected || hasBreakpoint} />}
      <CardHead node={node} nodeType={nodeType} />
      {/* A card keeps its size, and its ports their places, whatever it shows. */}
      <div className="card-body">
        <CardPortRows node={node.id} placed={placed} report={report} />
        {nodeType !== undefined && <CardSettings node={node} nodeType={nodeType} report={report} />}
        {report !== undefined && report.lines.length > 0 && <CardLines node={node.id} report={report} />}
        {report?.status === "ready" &&
          (cardFacet({ flowId: id, node, report }) ?? (
            <CardOutputs flowId={id} node={node.id} report={report} look={whole ? "whole" : "room"} />
          ))}
        <div className="card-notes">
          <CardNotFinite node={node.id} />
          <CardStatus node={node} nodeType={nodeType} report={report} />
        </div>
      </div>
      {!whole && <CardBrief flowId={id} node={node} nodeType={nodeType} report={report} />}
      {placed.map(({ port, end, place }) => (
        <PortHandle key={`${end} ${port.name}`} node={node.id} port={port} end={end} place={place} />
      ))}
    </div>
  );
}
