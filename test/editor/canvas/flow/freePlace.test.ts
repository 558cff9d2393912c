import * as fc from "fast-check";
import { expect, test } from "vitest";
import { freePlace } from "../../../../src/editor/canvas/flow/freePlace.ts";
import type { Box } from "../../../../src/editor/document/canvasView.ts";

function overlaps(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

test("a new card finds the nearest free place", () => {
  const wanted = { x: 0, y: 0, width: 100, height: 100 };
  expect(freePlace(wanted, [])).toEqual({ x: 0, y: 0 });
  fc.assert(
    fc.property(
      fc.array(fc.record({ x: fc.integer({ min: -300, max: 300 }), y: fc.integer({ min: -300, max: 300 }) }), {
        maxLength: 20,
      }),
      (places) => {
        const others = places.map((place) => ({ ...place, width: 120, height: 90 }));
        const found = { ...wanted, ...freePlace(wanted, others) };
        expect(others.some((other) => overlaps(found, other))).toBe(false);
      },
    ),
  );
});
