import { groupBy } from "../../../base/groupBy.ts";
import { parseEndpoint } from "../../../base/endpoint.ts";
import type { GraphEdge } from "../../../graph/graph.ts";
import type { Box } from "../../document/canvasView.ts";

/** A card may stand so far to the side of the one above it and still be wired from top to bottom. */
const sideways = 110;
/** A card counts as below another when it overlaps it by no more than this. */
const overlap = 8;

/**
 * Returns the ports whose wires run from the bottom of one card to the top of another, as endpoints; all other ports
 * stand at the left and right. A card has one handle a port, so an output goes to the bottom only when every wire of it
 * leads down.
 */
export function verticalPorts(edges: readonly GraphEdge[], boxes: ReadonlyMap<string, Box>): ReadonlySet<string> {
  const vertical = new Set<string>();
  for (const [from, wires] of groupBy(edges, (edge) => edge.from)) {
    if (!wires.every((wire) => leadsDown(wire, boxes))) continue;
    vertical.add(`out ${from}`);
    for (const wire of wires) vertical.add(`in ${wire.to}`);
  }
  return vertical;
}

function leadsDown(edge: GraphEdge, boxes: ReadonlyMap<string, Box>): boolean {
  const source = boxes.get(parseEndpoint(edge.from)?.node ?? "");
  const target = boxes.get(parseEndpoint(edge.to)?.node ?? "");
  if (source === undefined || target === undefined) return false;
  const aside = Math.abs(source.x + source.width / 2 - (target.x + target.width / 2));
  return target.y >= source.y + source.height - overlap && aside <= sideways;
}
