import { Handle } from "@xyflow/react";
import { memo } from "react";
import { wireRefusal } from "../../../graph/wireRefusal.ts";
import { useDocument } from "../../document/documentStore.ts";
import type { CardPort } from "../flow/cardPorts.ts";
import { flowPosition } from "../wire/wireEnd.ts";
import { useWiring } from "../wire/wiringStore.ts";

interface PortHandleProps {
  readonly node: string;
  readonly port: CardPort;
  readonly end: "input" | "output";
  /** Across or down the card: a length from its left or top edge. */
  readonly place: string;
}

/** Shows the place on a card where a wire begins or ends. Its form tells what it carries, also without the colour. */
export const PortHandle = memo(function PortHandle({ node, port, end, place }: PortHandleProps) {
  const endpoint = `${node}.${port.name}`;
  const dimmed = useWiring(({ start }) => {
    if (start === null || start.endpoint === endpoint) return false;
    if (start.end === end) return true;
    const { graph } = useDocument.getState();
    const [from, to] = end === "input" ? [start.endpoint, endpoint] : [endpoint, start.endpoint];
    return wireRefusal(graph, from, to) !== null;
  });
  const upright = port.side === "top" || port.side === "bottom";
  const classes = ["port", `port-${port.kind ?? "unknown"}`];
  if (port.optional) classes.push("port-optional");
  if (dimmed) classes.push("port-dimmed");
  return (
    <Handle
      id={port.name}
      type={end === "input" ? "target" : "source"}
      position={flowPosition[port.side]}
      className={classes.join(" ")}
      style={upright ? { left: place } : { top: place }}
      role="img"
      aria-label={`${end} ${port.name} of ${node}: ${port.kind ?? "unknown kind"}`}
      title={`${port.name}: ${port.kind ?? ""} ${port.summary}${port.optional ? " (optional)" : ""}`}
    />
  );
});
