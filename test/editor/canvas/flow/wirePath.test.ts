import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { wirePath } from "../../../../src/editor/canvas/flow/wirePath.ts";

describe("the way of a wire", () => {
  test("begins and ends at its ends", () => {
    fc.assert(
      fc.property(fc.tuple(fc.integer({ min: -999, max: 999 }), fc.integer({ min: -999, max: 999 })), ([x, y]) => {
        for (const turn of ["even", "late", "early"] as const) {
          const path = wirePath({ x: 0, y: 0, side: "right" }, { x, y, side: "left" }, turn);
          expect(path.at(0)).toEqual({ x: 0, y: 0 });
          expect(path.at(1).x).toBeCloseTo(x);
          expect(path.at(1).y).toBeCloseTo(y);
          expect(path.d).not.toContain("NaN");
        }
      }),
    );
  });

  test("is a straight line but for its last or its first part, where it turns late or early", () => {
    const way = (turn: "late" | "early") =>
      wirePath({ x: 0, y: 0, side: "right" }, { x: 800, y: 300, side: "left" }, turn);
    expect(way("late").at(0.6).y).toBeCloseTo(0);
    expect(way("early").at(0.4).y).toBeCloseTo(300);
  });
});
