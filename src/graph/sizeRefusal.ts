import type { Diagnostic } from "../base/diagnostic.ts";
import type { Graph } from "./graph.ts";
import { limits } from "./limits.ts";
import { utf8Length } from "./utf8Length.ts";
import { writeGraph } from "./writeGraph.ts";

/** The most bytes that a code unit can take when it is written: `\u0000` for a control character. */
const MOST_BYTES = 6;
/** More than what JSON puts around a node, a setting, a variable or a comment, with numbers at their longest. */
const FRAME = 300;
/** More than what JSON puts around an edge. */
const EDGE_FRAME = 64;

/** Returns a diagnostic when the graph would be written as more bytes than may be read again; otherwise none. */
export function sizeRefusal(graph: Graph): readonly Diagnostic[] {
  if (mostBytes(graph) <= limits.fileBytes) return [];
  const bytes = utf8Length(writeGraph(graph));
  if (bytes <= limits.fileBytes) return [];
  return [{ message: `the graph has ${bytes} bytes as a file, at most ${limits.fileBytes} (10 MiB) are allowed` }];
}

/** An upper bound, cheap enough for every edit; Infinity where only writing tells. */
function mostBytes(graph: Graph): number {
  let units = graph.title.length + graph.description.length;
  let frames = 1;
  let hasExtra = graph.extra !== undefined;
  for (const [name, text] of Object.entries(graph.variables)) {
    units += name.length + text.length;
    frames += 1;
  }
  for (const node of graph.nodes) {
    units += node.id.length + node.type.length;
    frames += 1;
    hasExtra ||= node.extra !== undefined || node.position?.extra !== undefined;
    for (const [name, value] of Object.entries(node.settings)) {
      units += name.length + (typeof value === "string" ? value.length : 24);
      frames += 1;
    }
  }
  for (const edge of graph.edges) {
    units += edge.from.length + edge.to.length;
    hasExtra ||= edge.extra !== undefined;
  }
  for (const comment of graph.comments) {
    units += comment.text.length;
    frames += 1;
    hasExtra ||=
      comment.extra !== undefined || comment.position.extra !== undefined || comment.size.extra !== undefined;
  }
  if (hasExtra) return Infinity;
  return units * MOST_BYTES + frames * FRAME + graph.edges.length * EDGE_FRAME;
}
