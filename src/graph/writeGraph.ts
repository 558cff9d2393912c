import type { Graph, GraphComment, GraphEdge, GraphNode, Position, Size } from "./graph.ts";

/** Columns that a value may take to stay on one line. */
const WIDTH = 120;

/**
 * Returns the graph as a file: JSON, two-space indented, keys in a fixed order, a node and an edge on a line of its own
 * where it fits, fields of later versions after the known ones. Made to be read in a diff; the inverse of `readGraph`.
 */
export function writeGraph(graph: Graph): string {
  const fields = {
    format: graph.format,
    version: graph.version,
    title: graph.title,
    description: graph.description,
    seed: graph.seed,
    variables: graph.variables,
    nodes: graph.nodes.map(nodeFields),
    edges: graph.edges.map(edgeFields),
    comments: graph.comments.map(commentFields),
    ...graph.extra,
  };
  return `${writeBroken(fields, 0, new Set<unknown>([fields.nodes, fields.edges, fields.comments]))}\n`;
}

function nodeFields({ id, type, position, settings, extra }: GraphNode): object {
  return {
    id,
    type,
    ...(position === undefined ? {} : { position: positionFields(position) }),
    ...(Object.keys(settings).length === 0 ? {} : { settings }),
    ...extra,
  };
}

function edgeFields({ from, to, extra }: GraphEdge): object {
  return { from, to, ...extra };
}

function commentFields({ text, position, size, extra }: GraphComment): object {
  return { text, position: positionFields(position), size: sizeFields(size), ...extra };
}

function positionFields({ x, y, extra }: Position): object {
  return { x, y, ...extra };
}

function sizeFields({ width, height, extra }: Size): object {
  return { width, height, ...extra };
}

/** A value that begins at column `column` of a line indented by `indent`: on that line if it fits. */
function write(value: unknown, indent: number, column: number, broken: ReadonlySet<unknown>): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const flat = broken.has(value) ? null : writeFlat(value, WIDTH - column);
  return flat ?? writeBroken(value, indent, broken);
}

function writeBroken(value: object, indent: number, broken: ReadonlySet<unknown>): string {
  const inner = " ".repeat(indent + 2);
  const lines = Array.isArray(value)
    ? value.map((item: unknown) => inner + write(item, indent + 2, indent + 3, broken))
    : Object.entries(value).map(([key, item]) => {
        const start = `${inner}${JSON.stringify(key)}: `;
        return start + write(item, indent + 2, start.length + 1, broken);
      });
  const [open, close] = Array.isArray(value) ? ["[", "]"] : ["{", "}"];
  return lines.length === 0 ? open + close : `${open}\n${lines.join(",\n")}\n${" ".repeat(indent)}${close}`;
}

/** The value on one line, or null when it takes more than `room` columns. */
function writeFlat(value: unknown, room: number): string | null {
  if (typeof value !== "object" || value === null) {
    const text = JSON.stringify(value);
    return text.length <= room ? text : null;
  }
  const [open, close] = Array.isArray(value) ? ["[", "]"] : ["{ ", " }"];
  const parts: string[] = [];
  let left = room - open.length - close.length;
  for (const [key, item] of Object.entries(value)) {
    const start = Array.isArray(value) ? "" : `${JSON.stringify(key)}: `;
    const text = writeFlat(item, left - start.length);
    if (text === null) return null;
    left -= start.length + text.length + 2;
    parts.push(start + text);
  }
  if (parts.length === 0) return open.trim() + close.trim();
  const flat = open + parts.join(", ") + close;
  return flat.length <= room ? flat : null;
}
