import { expect, test } from "vitest";
import { fittingNodes } from "../../../../src/editor/document/edits/fittingNodes.ts";

test("a loose wire is offered what fits its kind, at the port that needs it", () => {
  expect(fittingNodes("words", "output").map(({ nodeType, port }) => [nodeType.type, port])).toEqual([
    ["tokenize", "words"],
  ]);
  const tensors = fittingNodes("tensor", "output");
  expect(tensors.find(({ nodeType }) => nodeType.type === "linear")?.port).toBe("x");
  expect(tensors.some(({ nodeType }) => nodeType.type === "tokenize")).toBe(false);
});
