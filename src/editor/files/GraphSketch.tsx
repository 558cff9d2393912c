import { parseEndpoint } from "../../base/endpoint.ts";
import type { Graph, Position } from "../../graph/graph.ts";
import { findNodeType } from "../../nodes/catalogue.ts";

const width = 160;
const height = 90;

/** Shows a graph from afar: its nodes as boxes in their categories' colours. Nothing for a graph without a layout. */
export function GraphSketch({ graph }: { readonly graph: Graph }) {
  const positions = new Map<string, Position>();
  for (const node of graph.nodes) if (node.position !== undefined) positions.set(node.id, node.position);
  if (positions.size === 0 || positions.size < graph.nodes.length) return null;
  const xs = [...positions.values()].map(({ x }) => x);
  const ys = [...positions.values()].map(({ y }) => y);
  const left = Math.min(...xs) - 40;
  const top = Math.min(...ys) - 40;
  const right = Math.max(...xs) + width + 40;
  const bottom = Math.max(...ys) + height + 40;
  return (
    <svg className="graph-sketch" aria-hidden="true" viewBox={`${left} ${top} ${right - left} ${bottom - top}`}>
      {graph.edges.map(({ from, to }) => {
        const start = positions.get(parseEndpoint(from)?.node ?? "");
        const end = positions.get(parseEndpoint(to)?.node ?? "");
        if (start === undefined || end === undefined) return null;
        return (
          <line
            key={to}
            x1={start.x + width / 2}
            y1={start.y + height / 2}
            x2={end.x + width / 2}
            y2={end.y + height / 2}
          />
        );
      })}
      {graph.nodes.map(({ id, type }) => (
        <rect
          key={id}
          x={positions.get(id)?.x}
          y={positions.get(id)?.y}
          width={width}
          height={height}
          rx={14}
          fill={`var(--wg-category-${findNodeType(type)?.category ?? "shape"})`}
        />
      ))}
    </svg>
  );
}
