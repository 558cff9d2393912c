import type { Extra, Graph, GraphComment, GraphEdge, GraphNode, Position, Size } from "../graph.ts";
import type { GraphFile } from "./graphSchema.ts";

/** Sorts a file's known fields from its unknown ones, which go into `extra`. */
export function graphFromFile(file: GraphFile): Graph {
  const { format, version, title, description, seed, variables, ...more } = file.fields;
  const { nodes: _nodes, edges: _edges, comments: _comments, ...rest } = more;
  return {
    format,
    version,
    title,
    description,
    seed: seed + 0,
    variables,
    nodes: file.nodes.map(nodeFrom),
    edges: file.edges.map(edgeFrom),
    comments: file.comments.map(commentFrom),
    ...extraFrom(rest),
  };
}

function nodeFrom({ id, type, position, settings, ...rest }: GraphFile["nodes"][number]): GraphNode {
  return {
    id,
    type,
    ...(position === undefined ? {} : { position: positionFrom(position) }),
    settings,
    ...extraFrom(rest),
  };
}

function edgeFrom({ from, to, ...rest }: GraphFile["edges"][number]): GraphEdge {
  return { from, to, ...extraFrom(rest) };
}

function commentFrom({ text, position, size, ...rest }: GraphFile["comments"][number]): GraphComment {
  return { text, position: positionFrom(position), size: sizeFrom(size), ...extraFrom(rest) };
}

/** Adding 0 makes a −0, which would be written as 0, the 0 that is read again. */
function positionFrom({ x, y, ...rest }: GraphFile["comments"][number]["position"]): Position {
  return { x: x + 0, y: y + 0, ...extraFrom(rest) };
}

function sizeFrom({ width, height, ...rest }: GraphFile["comments"][number]["size"]): Size {
  return { width: width + 0, height: height + 0, ...extraFrom(rest) };
}

function extraFrom(rest: Record<string, unknown>): { extra?: Extra } {
  return Object.keys(rest).length === 0 ? {} : { extra: rest };
}
