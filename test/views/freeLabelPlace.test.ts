import { describe, expect, test } from "vitest";
import { freeLabelPlace } from "../../src/views/freeLabelPlace.ts";

const room = { left: 0, top: 0, width: 400, height: 200 };
const label = { width: 100, half: 8, room, others: [] };

/** How near a curve comes to a label's middle, over all of its width. */
function nearest(place: { x: number; y: number }, curve: (x: number) => number): number {
  return Math.min(...Array.from({ length: 101 }, (_, at) => Math.abs(curve(place.x + at) - place.y)));
}

describe("the label of a line in a chart", () => {
  test("stands on the line's right end where nothing is in the way", () => {
    expect(freeLabelPlace({ ...label, y: 150, curvesAt: () => [] })).toEqual({ x: 296, y: 142 });
  });

  test.each([
    ["that falls and then runs along the line", (x: number) => 40 + 110 * (1 - Math.exp(-x / 60))],
    ["that runs just above the line", () => 146],
    ["that crosses the line at the right", (x: number) => (x < 250 ? 60 : 60 + (x - 250))],
  ])("does not lie on a curve %s", (_what, curve) => {
    const place = freeLabelPlace({ ...label, y: 150, curvesAt: (x) => [curve(x)] });
    expect(nearest(place, curve)).toBeGreaterThan(8);
  });

  test("lies on no other label, nor out of the chart", () => {
    const first = freeLabelPlace({ ...label, y: 6, curvesAt: () => [] });
    expect(first.y).toBeGreaterThanOrEqual(8);
    const second = freeLabelPlace({ ...label, y: 10, others: [{ ...first, width: 100 }], curvesAt: () => [] });
    expect(Math.abs(second.y - first.y) >= 16 || Math.abs(second.x - first.x) > 100).toBe(true);
  });
});
