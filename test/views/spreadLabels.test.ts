import * as fc from "fast-check";
import { expect, test } from "vitest";
import { spreadLabels } from "../../src/views/spreadLabels.ts";

test("labels that have room stay at their points", () => {
  const points = [
    { x: 0, y: 0 },
    { x: 20, y: 0 },
    { x: 0, y: 20 },
  ];
  expect(spreadLabels(points, 12)).toEqual(points);
});

test("a handful of labels at nearly one place can all be read, near to their points", () => {
  const near = fc.record({ x: fc.integer({ min: 100, max: 104 }), y: fc.integer({ min: 100, max: 104 }) });
  fc.assert(
    fc.property(fc.array(near, { minLength: 2, maxLength: 8 }), (points) => {
      const places = spreadLabels(points, 12);
      for (const [i, a] of places.entries()) {
        expect(Math.hypot(a.x - points[i]!.x, a.y - points[i]!.y)).toBeLessThanOrEqual(36.001);
        for (const b of places.slice(0, i)) expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeGreaterThan(9);
      }
    }),
  );
});
