import { describe, expect, it } from "vitest";
import { nearestPoint } from "../../../src/editor/runner/nearestPoint.ts";

describe("the nearest point of a curve", () => {
  const curve = { iterations: [0, 10, 20], losses: [3, 2, 1] };
  it("is the one beside", () => {
    expect(nearestPoint(curve, 14)).toEqual({ iteration: 10, loss: 2 });
    expect(nearestPoint(curve, 16)).toEqual({ iteration: 20, loss: 1 });
  });

  it("is none where the curve has ended long before, or is empty", () => {
    expect(nearestPoint(curve, 5000)).toBeNull();
    expect(nearestPoint({ iterations: [], losses: [] }, 0)).toBeNull();
  });
});
