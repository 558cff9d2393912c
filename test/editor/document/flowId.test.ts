import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { flowCommentId, flowNodeId, graphCommentIndex, graphNodeId } from "../../../src/editor/document/flowId.ts";

describe("ids", () => {
  test("any id comes back, and fits into a CSS selector", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", minLength: 1 }), (id) => {
        expect(graphNodeId(flowNodeId(id))).toBe(id);
        expect(flowNodeId(id)).toMatch(/^[^"\\#]+$/);
        expect(graphCommentIndex(flowNodeId(id))).toBeNull();
      }),
    );
    expect(graphCommentIndex(flowCommentId(7))).toBe(7);
    expect(graphNodeId(flowCommentId(7))).toBeNull();
    expect(flowNodeId("hidden_2")).toBe("hidden_2");
  });
});
