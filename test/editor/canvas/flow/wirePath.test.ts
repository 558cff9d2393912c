import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { wirePath } from "../../../../src/editor/canvas/flow/wirePath.ts";

describe("the way of a wire", () => {
  test("begins and ends at its ends", () => {
    fc.assert(
      fc.property(fc.tuple(fc.integer({ min: -999, max: 999 }), fc.integer({ min: -999, max: 999 })), ([x, y]) => {
        const path = wirePath({ x: 0, y: 0, side: "right" }, { x, y, side: "left" });
        expect(path.at(0)).toEqual({ x: 0, y: 0 });
        expect(path.at(1).x).toBeCloseTo(x);
        expect(path.at(1).y).toBeCloseTo(y);
        expect(path.d).not.toContain("NaN");
      }),
    );
  });
});
