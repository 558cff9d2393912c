import { graphlib, layout, type EdgeLabel, type GraphLabel, type NodeLabel } from "@dagrejs/dagre";
import type { Position } from "../../../graph/graph.ts";

/** Describes a card to be placed. */
export interface LayoutNode {
  readonly id: string;
  readonly width: number;
  readonly height: number;
}

/** Describes a wire from one card to another, by their ids. */
export interface LayoutEdge {
  readonly from: string;
  readonly to: string;
}

const gapX = 88;
const gapY = 56;
/** Width over height that a whole graph should have: that of a canvas on a wide screen. */
const aspect = 1.85;

/**
 * Finds places for all cards. Their order comes from dagre, layer by layer; the layers run down in columns, as text in
 * a newspaper, so that a long chain fills a screen instead of one line.
 */
export function layoutGraph(nodes: readonly LayoutNode[], edges: readonly LayoutEdge[]): Map<string, Position> {
  const layers = layersOf(nodes, edges);
  let best: Column[] = [];
  let bestScore = Infinity;
  for (let count = 1; count <= layers.length; count++) {
    const columns = foldColumns(layers, count);
    const width = columns.reduce((sum, column) => sum + column.width + gapX, -gapX);
    const height = Math.max(...columns.map((column) => column.height));
    const score = Math.abs(Math.log(width / height / aspect));
    if (score < bestScore) [best, bestScore] = [columns, score];
    // More columns only make it wider.
    if (width / height > aspect * 2) break;
  }
  return placeColumns(best);
}

interface Layer {
  readonly nodes: readonly LayoutNode[];
  readonly width: number;
  readonly height: number;
}

interface Column {
  readonly layers: readonly Layer[];
  readonly width: number;
  readonly height: number;
}

/** The cards of each layer of dagre's order, in their order across. */
function layersOf(nodes: readonly LayoutNode[], edges: readonly LayoutEdge[]): Layer[] {
  const graph = new graphlib.Graph<GraphLabel, NodeLabel, EdgeLabel>();
  graph.setGraph({ rankdir: "TB", nodesep: 40, ranksep: gapY });
  graph.setDefaultEdgeLabel(() => ({}));
  // dagre needs sizes only for its coordinates, of which only the order is taken: equal ones keep layers apart.
  for (const { id } of nodes) graph.setNode(id, { width: 100, height: 50 });
  for (const { from, to } of edges) graph.setEdge(from, to);
  layout(graph);

  const byHeight = new Map<number, { node: LayoutNode; x: number }[]>();
  for (const node of nodes) {
    const { x = 0, y = 0 } = graph.node(node.id) ?? {};
    const layer = byHeight.get(Math.round(y)) ?? [];
    layer.push({ node, x });
    byHeight.set(Math.round(y), layer);
  }
  return [...byHeight.entries()]
    .sort(([a], [b]) => a - b)
    .map(([, layer]) => {
      const across = layer.sort((a, b) => a.x - b.x).map(({ node }) => node);
      return {
        nodes: across,
        width: across.reduce((sum, node) => sum + node.width + gapX, -gapX),
        height: Math.max(...across.map((node) => node.height)),
      };
    });
}

/** Consecutive layers in at most `count` columns, the highest as low as can be. */
function foldColumns(layers: readonly Layer[], count: number): Column[] {
  let low = Math.max(...layers.map((layer) => layer.height));
  let high = layers.reduce((sum, layer) => sum + layer.height + gapY, -gapY);
  while (high - low > 1) {
    const limit = (low + high) / 2;
    if (fill(layers, limit).length <= count) high = limit;
    else low = limit;
  }
  return fill(layers, high).map((column) => ({
    layers: column,
    width: Math.max(...column.map((layer) => layer.width)),
    height: column.reduce((sum, layer) => sum + layer.height + gapY, -gapY),
  }));
}

/** Fills columns of a height one after another. */
function fill(layers: readonly Layer[], limit: number): Layer[][] {
  const columns: Layer[][] = [];
  let height = Infinity;
  for (const layer of layers) {
    if (height + gapY + layer.height > limit) {
      columns.push([]);
      height = -gapY;
    }
    columns.at(-1)!.push(layer);
    height += gapY + layer.height;
  }
  return columns;
}

function placeColumns(columns: readonly Column[]): Map<string, Position> {
  const places = new Map<string, Position>();
  let left = 0;
  for (const column of columns) {
    let top = 0;
    for (const layer of column.layers) {
      let x = left;
      for (const node of layer.nodes) {
        places.set(node.id, { x: Math.round(x), y: Math.round(top) });
        x += node.width + gapX;
      }
      top += layer.height + gapY;
    }
    left += column.width + gapX;
  }
  return places;
}
