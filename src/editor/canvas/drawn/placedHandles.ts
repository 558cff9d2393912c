import type { NodeHandle } from "@xyflow/react";
import type { Size } from "../../../graph/graph.ts";
import { placedPorts } from "../card/CardPortRows.tsx";
import type { CardPorts } from "../flow/cardPorts.ts";
import { flowPosition } from "../wire/wireEnd.ts";

/** In pixels of the canvas, as the stylesheets make it. */
const handle = 24;

/** Returns where the handles of a card stand, for React Flow, as they are placed on the page. */
export function placedHandles(ports: CardPorts, size: Size): NodeHandle[] {
  return placedPorts(ports).map(({ port, end, place }) => {
    const number = Number.parseFloat(place);
    const upright = port.side === "top" || port.side === "bottom";
    const [x, y] = upright
      ? [place.endsWith("%") ? (size.width * number) / 100 : number, port.side === "top" ? 0 : size.height]
      : [port.side === "left" ? 0 : size.width, number];
    return {
      id: port.name,
      type: end === "input" ? "target" : "source",
      position: flowPosition[port.side],
      x: x - handle / 2,
      y: y - handle / 2,
      width: handle,
      height: handle,
    };
  });
}
