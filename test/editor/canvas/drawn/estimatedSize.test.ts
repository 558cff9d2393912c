import { expect, test } from "vitest";
import { estimatedSize } from "../../../../src/editor/canvas/drawn/estimatedSize.ts";
import { placedHandles } from "../../../../src/editor/canvas/drawn/placedHandles.ts";
import { cardPorts } from "../../../../src/editor/canvas/flow/cardPorts.ts";
import type { GraphNode } from "../../../../src/graph/graph.ts";
import type { NodeReport } from "../../../../src/protocol/nodeReport.ts";

const report = (shape: readonly number[], grad = true): Partial<NodeReport> => ({
  status: "ready",
  lines: [],
  outputs: { out: { kind: "tensor", dtype: "float32", shape, dims: shape.map(() => null), grad } },
});
const node = (type: string, settings: GraphNode["settings"] = {}): GraphNode => ({ id: "a", type, settings });

test("a card that nobody has seen is about as high as the page measures it", () => {
  // As Chromium measured the cards of graphs/xor.json.
  const measured = [
    [node("tanh"), report([4, 4]), 163],
    [node("sigmoid"), report([4, 1]), 163],
    [node("linear", { in: "2", out: "4" }), report([4, 4]), 307],
    [node("constant", { values: "0, 1, 1, 0", shape: "4, 1" }), report([4, 1], false), 185],
    [node("sgd", { lr: "1" }), {}, 68],
    [node("mean"), report([]), 125],
  ] as const;
  for (const [one, said, height] of measured) {
    const size = estimatedSize(one, said);
    expect(size.width).toBe(184);
    expect(Math.abs(size.height - height), `${one.type}: ${size.height}`).toBeLessThanOrEqual(8);
  }
});

test("its handles stand where they will be", () => {
  const graph = { nodes: [node("linear")], edges: [], comments: [] } as never;
  const size = { width: 184, height: 307 };
  const handles = placedHandles(cardPorts(graph, new Set(["out a.out"])).get("a")!, size);
  const middle = (id: string) => {
    const { x, y, width = 0, height = 0 } = handles.find((handle) => handle.id === id)!;
    return [x + width / 2, y + height / 2];
  };
  expect(middle("x")).toEqual([0, 46]);
  expect(middle("W")).toEqual([0, 70]);
  expect(middle("out")).toEqual([92, 307]);
});
