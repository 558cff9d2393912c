import { expect, test } from "vitest";
import { isAhead, standings, standingsOf } from "../../../src/editor/runner/runStanding.ts";
import type { Status } from "../../../src/protocol/status.ts";
import type { Side } from "../../../src/protocol/tensorRef.ts";

const program = [
  { node: "hidden", pass: "forward" },
  { node: "hidden", pass: "forward" },
  { node: "loss", pass: "forward" },
  { node: "loss", pass: "backward" },
  { node: "hidden", pass: "backward" },
  { node: "sgd", pass: "update" },
] as const;

test("a node has run when all its instructions of the pass have", () => {
  expect(Object.fromEntries(standings(program, 1))).toEqual({
    hidden: { forward: "next", backward: "ahead" },
    loss: { forward: "ahead", backward: "ahead" },
    sgd: { update: "ahead" },
  });
  expect(standings(program, 2).get("hidden")).toEqual({ forward: "done", backward: "ahead" });
  expect(standings(program, 4).get("hidden")).toEqual({ forward: "done", backward: "next" });
  expect(standings(program, 5).get("loss")).toEqual({ forward: "done", backward: "done" });
  expect(standings(program, 5).get("sgd")).toEqual({ update: "next" });
});

test("a picture is drawn faint until its node's pass begins, and never while nothing is stepped through", () => {
  const plan = { instructions: program } as unknown as NonNullable<Parameters<typeof standingsOf>[0]["plan"]>;
  const faint = (cursor: number, side: Side = "value", phase = "idle"): string[] => {
    const nodes = standingsOf({ plan, status: { cursor, phase } as Status });
    return ["hidden", "loss", "sgd"].filter((node) => isAhead(nodes, node, side));
  };
  expect(faint(1)).toEqual(["loss"]);
  expect(faint(2)).toEqual([]);
  expect(faint(4)).toEqual([]);
  expect(faint(2, "grad")).toEqual(["hidden", "loss"]);
  expect(faint(3, "grad")).toEqual(["hidden"]);
  expect(faint(4, "grad")).toEqual([]);
  expect(faint(0)).toEqual([]);
  expect(faint(1, "value", "training")).toEqual([]);
});
