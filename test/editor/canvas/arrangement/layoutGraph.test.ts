import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { layoutGraph } from "../../../../src/editor/canvas/arrangement/layoutGraph.ts";
import type { Box } from "../../../../src/editor/document/canvasView.ts";

function overlaps(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

describe("layout", () => {
  const cards = (count: number) =>
    Array.from({ length: count }, (_, i) => ({ id: `n${i}`, width: 184, height: 80 + 40 * (i % 4) }));

  test("no card lies on another, and none is left out, in any graph", () => {
    const graphs = fc.integer({ min: 2, max: 24 }).chain((count) =>
      fc.tuple(
        fc.constant(count),
        fc.array(
          fc.tuple(fc.nat(count - 1), fc.nat(count - 1)).filter(([a, b]) => a < b),
          { maxLength: 40 },
        ),
      ),
    );
    fc.assert(
      fc.property(graphs, ([count, pairs]) => {
        const nodes = cards(count);
        const places = layoutGraph(
          nodes,
          pairs.map(([from, to]) => ({ from: `n${from}`, to: `n${to}` })),
        );
        const boxes = nodes.map((card) => ({ ...card, ...places.get(card.id)! }));
        expect(boxes.every(({ x, y }) => Number.isFinite(x) && Number.isFinite(y))).toBe(true);
        expect(boxes.some((a, i) => boxes.slice(i + 1).some((b) => overlaps(a, b)))).toBe(false);
      }),
      { numRuns: 60 },
    );
  });

  test("a chain goes down in columns instead of one long line", () => {
    const nodes = cards(12);
    const edges = nodes.slice(1).map((_, i) => ({ from: `n${i}`, to: `n${i + 1}` }));
    const places = [...layoutGraph(nodes, edges).values()];
    const columns = new Set(places.map(({ x }) => x)).size;
    expect(columns).toBeGreaterThan(2);
    expect(columns).toBeLessThan(6);
  });
});
