import { test } from "@fast-check/vitest";
import { double } from "fast-check";
import { expect } from "vitest";
import { layerMove, layerView, margin } from "../../../../src/editor/canvas/drawn/movedLayer.ts";

const painted = { transform: [100, 50, 0.2], width: 900, height: 600, ratio: 1 } as const;
const seen = (x: number, y: number, zoom = 0.2) => ({ ...painted, transform: [x, y, zoom] as const });

test("a layer is moved as far as its margin goes, in whole pixels, and not farther", () => {
  expect(layerMove(painted, painted)).toEqual({ x: 0, y: 0, scale: 1 });
  expect(layerMove(painted, seen(100 + margin, 50 - margin))).toEqual({ x: margin, y: -margin, scale: 1 });
  expect(layerMove(painted, seen(130.4, 50))).toEqual({ x: 30, y: 0, scale: 1 });
  expect(layerMove(painted, seen(101 + margin, 50))).toBeNull();
  expect(layerMove(painted, seen(100, 49 - margin))).toBeNull();
});

test("another size of the pane, and a zoom that leaves its edges empty, are painted anew", () => {
  expect(layerMove(painted, { ...painted, width: 901 })).toBeNull();
  expect(layerMove(painted, { ...painted, ratio: 2 })).toBeNull();
  expect(layerMove(painted, seen(100, 50, 0.1))).toBeNull();
});

const place = double({ min: -400, max: 400, noNaN: true });
const zooms = double({ min: 0.1, max: 0.45, noNaN: true });
test.prop([place, place, zooms])("where it is moved, each card stands where the view has it", (x, y, zoom) => {
  const now = seen(x, y, zoom);
  const move = layerMove(painted, now);
  if (move === null) return;
  for (const card of [-3000, 0, 1234]) {
    const at = painted.transform[0] + card * painted.transform[2];
    expect(Math.abs(move.x + at * move.scale - (x + card * zoom))).toBeLessThanOrEqual(0.5 + 1e-6);
  }
  // What is seen of it has no empty edge.
  const { width } = layerView(painted);
  expect(move.x - margin * move.scale).toBeLessThanOrEqual(0);
  expect(move.x + (width - margin) * move.scale).toBeGreaterThanOrEqual(painted.width - 1e-6);
});
