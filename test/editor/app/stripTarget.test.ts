import { describe, expect, test } from "vitest";
import { stripTarget, type StripState } from "../../../src/editor/app/stripTarget.ts";

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
    // The node that it ran is selected with it.
    expect(stripTarget(inspect, { ...inspect, selected: ["view"], cursor: 4, atCursor: "tanh" })).toBeUndefined();
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
    expect(stripTarget(run, { ...picked, cursor: 4, atCursor: "output" })).toEqual(["output"]);
  });

  test("the run panel is opened at the cursor in the middle of a pass, else at what is selected, or was with it", () => {
    expect(stripTarget(inspect, { ...run, selected: ["hidden"] })).toEqual(["tanh"]);
    expect(stripTarget(inspect, { ...run, selected: ["loss"] })).toEqual(["loss"]);
    expect(stripTarget(inspect, { ...inspect, tab: "run" })).toEqual(["hidden"]);
    expect(stripTarget(canvas, { ...canvas, tab: "run" })).toEqual(["C"]);
    expect(stripTarget(canvas, { ...canvas, tab: "run", atCursor: null })).toEqual([]);
  });
});
