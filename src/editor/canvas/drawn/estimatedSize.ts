import type { GraphNode, Size } from "../../../graph/graph.ts";
import { findNodeType } from "../../../nodes/catalogue.ts";
import type { NodeReport } from "../../../protocol/nodeReport.ts";
import { outputTensors } from "../../runner/outputTensors.ts";
import { cardSettings } from "../../settings/nodeSettings.ts";
import { thumbnailHeight } from "../card/thumbnailHeight.ts";

/** In pixels of the canvas, as the stylesheets make them. */
const [width, headAndEdges, row, numberRow, gradRow, line] = [184, 44, 24, 25, 8, 16.5] as const;

/**
 * Returns about how large a card will be, for one that nobody has seen yet: to measure it, it would have to be put on the
 * page. Once it is on the page it is measured.
 */
export function estimatedSize(node: GraphNode, report: Partial<NodeReport>): Size {
  const nodeType = findNodeType(node.type);
  const inputs = Object.values(nodeType?.inputs ?? {});
  const outputs = Object.values(nodeType?.outputs ?? {});
  const inRows = inputs.length > 1 || outputs.length > 1 || inputs.some(({ optional }) => optional === true);
  let height = headAndEdges + (inRows ? row * Math.max(inputs.length, outputs.length) : 0);
  if (nodeType !== undefined) height += row * cardSettings(node, nodeType).length;
  height += line * Math.min(report.lines?.length ?? 0, 12);
  for (const output of report.status === "ready" ? Object.values(report.outputs ?? {}) : []) {
    const [first] = outputTensors({ output });
    if (first === undefined) continue;
    const { shape, grad } = first.report;
    if (shape.length === 0) height += numberRow + (grad ? gradRow : 0);
    else height += 5 + thumbnailHeight(shape, "value") + (grad ? 22 + thumbnailHeight(shape, "grad") : 0);
  }
  return { width, height: Math.round(height) };
}
