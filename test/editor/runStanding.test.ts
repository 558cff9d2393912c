import { expect, test } from "vitest";
import { standings } from "../../src/editor/canvas/runStanding.ts";

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
