import { describe, expect, test } from "vitest";
import { placeLabels } from "../../../../src/editor/canvas/wire/placeLabels.ts";

describe("labels of wires", () => {
  const at = (x: number, y: number) => (share: number) => ({ x: x + share * 200, y });

  test("stand in the middle when there is room", () => {
    expect(placeLabels([{ id: "a", width: 40, height: 18, at: at(0, 0) }], [])).toEqual(new Map([["a", 0.5]]));
  });

  test("give way to cards and to each other, or are not shown", () => {
    const labels = ["a", "b", "c"].map((id) => ({ id, width: 40, height: 18, at: at(0, 0) }));
    const places = placeLabels(labels, [{ x: 0, y: -50, width: 90, height: 100 }]);
    expect(places.get("a")).toBe(0.6);
    expect(places.get("b")).toBe(0.8);
    expect(places.has("c")).toBe(false);
  });
});
