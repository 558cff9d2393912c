import type { Graph, Size } from "../../../graph/graph.ts";
import { flowNodeId } from "../../document/flowId.ts";
import { flowView } from "../flow/flowView.ts";

/** Shows the whole of a graph whose cards need not be on the page yet, by their places and sizes. */
export function fitGraph(graph: Graph, sizes: ReadonlyMap<string, Size>): void {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  const cards = graph.nodes.map(({ id, position }) => ({ position, size: sizes.get(flowNodeId(id)) }));
  for (const { position, size } of [...cards, ...graph.comments]) {
    if (position === undefined || size === undefined) continue;
    left = Math.min(left, position.x);
    top = Math.min(top, position.y);
    right = Math.max(right, position.x + size.width);
    bottom = Math.max(bottom, position.y + size.height);
  }
  if (left < right) flowView.fitBox({ x: left, y: top, width: right - left, height: bottom - top });
}
