import { describe, expect, it } from "vitest";
import { parseStopAt } from "../../../src/editor/runner/runStore.ts";

describe("the field `stop at iteration`", () => {
  it("is empty, or holds a whole number", () => {
    expect(["", " ", "0", "119", "1e3"].map(parseStopAt)).toEqual([null, null, 0, 119, 1000]);
    expect(["-1", "1.5", "soon", "1e400"].map(parseStopAt)).toEqual([undefined, undefined, undefined, undefined]);
  });
});
