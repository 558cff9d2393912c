import { describe, expect, test } from "vitest";
import { closeViewport } from "../../src/editor/canvas/flow/closeViewport.ts";
import { stripTarget, type StripState } from "../../src/editor/app/stripTarget.ts";

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

describe("what the strip above a panel shows", () => {
  const canvas: StripState = { tab: "canvas", selected: [], cursor: 0, atCursor: "C" };
  const inspect: StripState = { ...canvas, tab: "inspect", selected: ["hidden"] };
  const run: StripState = { ...canvas, tab: "run", cursor: 3, atCursor: "tanh" };

  test("the canvas with the page to itself is no strip, beside the node list it is the whole graph", () => {
    expect(stripTarget(null, canvas)).toBeNull();
    expect(stripTarget(run, canvas)).toBeNull();
    expect(stripTarget(canvas, { ...canvas, tab: "nodes" })).toEqual([]);
    expect(stripTarget(canvas, { ...canvas, selected: ["hidden"], cursor: 5 })).toBeUndefined();
  });

  test("with the inspector it is what is selected, and what is selected next", () => {
    expect(stripTarget(canvas, inspect)).toEqual(["hidden"]);
    expect(stripTarget(inspect, { ...inspect, selected: ["#0"] })).toEqual(["#0"]);
    expect(stripTarget(inspect, { ...inspect, selected: [] })).toEqual([]);
  });

  test("with the inspector a step does not disturb it", () => {
    expect(stripTarget(inspect, { ...inspect, cursor: 4, atCursor: "tanh" })).toBeUndefined();
  });

  test("with the run panel it goes with the cursor, into the ops of one card too", () => {
    expect(stripTarget(canvas, run)).toEqual(["tanh"]);
    expect(stripTarget(run, { ...run, cursor: 4, atCursor: "output" })).toEqual(["output"]);
    expect(stripTarget(run, { ...run, cursor: 4 })).toEqual(["tanh"]);
    expect(stripTarget(run, { ...run })).toBeUndefined();
  });

  test("with the run panel it is what was selected after the cursor's last move", () => {
    const picked = { ...run, selected: ["loss"] };
    expect(stripTarget(run, picked)).toEqual(["loss"]);
    expect(stripTarget(picked, { ...picked, cursor: 4, atCursor: "output" })).toEqual(["output"]);
    expect(stripTarget(picked, run)).toEqual(["tanh"]);
  });

  test("the run panel is opened at the cursor in the middle of a pass, else at what is selected, or was with it", () => {
    expect(stripTarget(inspect, { ...run, selected: ["hidden"] })).toEqual(["tanh"]);
    expect(stripTarget(inspect, { ...run, selected: ["loss"] })).toEqual(["loss"]);
    expect(stripTarget(inspect, { ...inspect, tab: "run" })).toEqual(["hidden"]);
    expect(stripTarget(canvas, { ...canvas, tab: "run" })).toEqual(["C"]);
    expect(stripTarget(canvas, { ...canvas, tab: "run", atCursor: null })).toEqual([]);
  });
});
