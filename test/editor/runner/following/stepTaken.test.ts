import { describe, expect, test } from "vitest";
import { stepTaken } from "../../../../src/editor/runner/following/stepTaken.ts";

const of = (pass: "forward" | "backward" | "update", node: string, every: readonly number[] | null = null) => ({
  pass,
  node,
  every,
});
const program = [
  of("forward", "hidden"),
  of("forward", "hidden"),
  of("forward", "loss"),
  of("forward", "dev", [10]),
  of("backward", "loss"),
  of("backward", "hidden"),
  of("backward", "hidden"),
  of("update", "sgd"),
  of("update", "sgd"),
];

const taken = (from: readonly [number, number], to: readonly [number, number]) =>
  stepTaken(program, { iteration: from[0], cursor: from[1] }, { iteration: to[0], cursor: to[1] });

describe("the step that led to a place", () => {
  test("is the node's that ran last, forward, backward, at the end of an iteration and going back", () => {
    expect(taken([3, 0], [3, 2])).toEqual({ pass: "forward", node: "hidden", by: "node" });
    expect(taken([3, 4], [3, 5])).toEqual({ pass: "backward", node: "loss", by: "node" });
    expect(taken([3, 7], [4, 0])).toEqual({ pass: "update", node: "sgd", by: "node" });
    expect(taken([3, 4], [3, 2])).toEqual({ pass: "forward", node: "hidden", by: "node" });
  });

  test("is one op's where the cursor went on within a node", () => {
    expect(taken([3, 1], [3, 2])).toEqual({ pass: "forward", node: "hidden", by: "op" });
    expect(taken([3, 8], [4, 0])).toEqual({ pass: "update", node: "sgd", by: "op" });
    // The first of a node's ops: it is told of alone for as long as the node is not over.
    expect(taken([3, 5], [3, 6])).toEqual({ pass: "backward", node: "hidden", by: "node" });
  });

  test("passes over what does not run in the iteration", () => {
    expect(taken([3, 2], [3, 4])).toEqual({ pass: "forward", node: "loss", by: "node" });
    expect(taken([10, 3], [10, 4])).toEqual({ pass: "forward", node: "dev", by: "node" });
  });

  test("is none where several nodes ran, a whole iteration, or nothing", () => {
    expect(taken([3, 0], [3, 4])).toBeNull();
    expect(taken([3, 5], [3, 2])).toBeNull();
    expect(taken([3, 0], [4, 0])).toBeNull();
    expect(taken([3, 2], [4, 0])).toBeNull();
    expect(taken([3, 5], [3, 0])).toBeNull();
    expect(taken([3, 0], [9, 0])).toBeNull();
    expect(taken([4, 0], [3, 7])).toBeNull();
  });
});
