import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { detailAt, letterSizes, zoomStep } from "../../../../src/editor/canvas/detail/detail.ts";

describe("letters on the canvas", () => {
  const zoom = fc.double({ min: 0.1, max: 3, noNaN: true });

  test("have ten pixels on the screen at any zoom, and hardly more", () => {
    fc.assert(
      fc.property(zoom, (at) => {
        const { least } = letterSizes(zoomStep(at));
        expect(least * at).toBeGreaterThanOrEqual(10 - 1e-6);
        expect(least * at).toBeLessThan(10.4);
      }),
    );
  });

  test("have twelve in names, as long as the head of a card has room for them", () => {
    fc.assert(
      fc.property(zoom, (at) => {
        const { name } = letterSizes(zoomStep(at));
        if (at > 0.42) expect(name * at).toBeGreaterThanOrEqual(12 - 1e-6);
        else expect(name * at).toBeGreaterThanOrEqual(10 - 1e-6);
      }),
    );
  });

  test("of eleven pixels are shown only where they have ten on the screen", () => {
    fc.assert(fc.property(zoom, (at) => detailAt(zoomStep(at), 12) !== "full" || at * 11 >= 10 - 1e-6));
    expect(detailAt(1, 12)).toBe("full");
    expect(detailAt(0.7, 12)).toBe("brief");
    expect(detailAt(0.3, 12)).toBe("far");
    expect([1, 0.7, 0.3].map((at) => detailAt(at, 501))).toEqual(["full", "brief", "drawn"]);
  });
});
