import { describe, expect, test } from "vitest";
import { closeViewport } from "../../../../src/editor/canvas/flow/closeViewport.ts";

describe("the close view of a card", () => {
  const pane = { width: 400, height: 200 };
  /** Where a box is in the pane. */
  const seen = (box: { x: number; y: number; width: number; height: number }) => {
    const { x, y, zoom } = closeViewport([box], pane);
    return { left: box.x * zoom + x, top: box.y * zoom + y, width: box.width * zoom, height: box.height * zoom };
  };

  test("a small one stands in the middle, no larger than life", () => {
    expect(seen({ x: 500, y: -300, width: 180, height: 100 })).toEqual({ left: 110, top: 50, width: 180, height: 100 });
  });

  test("a higher one is as large as fits", () => {
    expect(seen({ x: 70, y: 30, width: 180, height: 240 })).toEqual({ left: 132.5, top: 10, width: 135, height: 180 });
  });

  test("one that is too high to be read as a whole is read from its head on", () => {
    const { left, top, width, height } = seen({ x: 0, y: 5000, width: 180, height: 1000 });
    expect(width / 180).toBeGreaterThanOrEqual(0.6);
    expect(left + width / 2).toBeCloseTo(200);
    expect(top).toBeCloseTo(10);
    expect(height).toBeGreaterThan(pane.height);
  });

  test("of several, far from one another, none is out of sight", () => {
    const boxes = [
      { x: 0, y: 0, width: 180, height: 100 },
      { x: 1400, y: 300, width: 180, height: 100 },
    ];
    const { x, y, zoom } = closeViewport(boxes, pane);
    expect(x).toBeGreaterThanOrEqual(10);
    expect(1580 * zoom + x).toBeLessThanOrEqual(390);
    expect(400 * zoom + y).toBeLessThanOrEqual(190);
  });
});
