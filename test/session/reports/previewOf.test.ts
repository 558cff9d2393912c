import { describe, expect, it } from "vitest";
import { unravel, offsetInStorage } from "../../../src/base/stridedLayout.ts";
import type { Graph } from "../../../src/graph/graph.ts";
import { previewOf } from "../../../src/session/reports/previewOf.ts";
import { notebookGraph } from "../graphs.ts";
import { opened } from "../walk.ts";

/** More numbers than a picture's figures are of: a parameter, a transposed look at it, and a part that starts further on. */
const graph: Graph = {
  ...notebookGraph(),
  nodes: [
    { id: "large", type: "parameter", settings: { shape: "700, 301" } },
    { id: "turned", type: "transpose", settings: { dim0: "0", dim1: "1" } },
    { id: "part", type: "slice", settings: { dim: "0", start: "3" } },
    { id: "small", type: "parameter", settings: { shape: "7, 5" } },
    { id: "little", type: "transpose", settings: { dim0: "0", dim1: "1" } },
  ],
  edges: [
    { from: "large.out", to: "turned.x" },
    { from: "large.out", to: "part.x" },
    { from: "small.out", to: "little.x" },
  ],
};

describe("the figures beside a picture", () => {
  it.each([
    ["large", 4],
    ["turned", 4],
    ["part", 4],
    ["small", 1],
    ["little", 1],
  ])("of %s are those of every %d-th number in the order of its shape", (node, step) => {
    const { program } = opened(graph).session;
    const preview = previewOf(program!, { node, port: "out", side: "value", maxRows: 4, maxColumns: 4 }, false)!;
    const tensor = program!.tensors.find(node, "out")!;
    const count = tensor.shape.reduce((product, size) => product * size, 1);
    const read = Math.ceil(count / step);
    const numbers = Array.from({ length: read }, (_, at) => {
      const index = unravel(Math.floor((at * count) / read), tensor.shape);
      return tensor.storage.data[offsetInStorage(tensor, index)]!;
    });
    expect(preview.min).toBe(Math.min(...numbers));
    expect(preview.max).toBe(Math.max(...numbers));
    expect(preview.mean).toBeCloseTo(numbers.reduce((sum, number) => sum + number, 0) / read, 12);
    expect(preview.notFinite).toBe(0);
  });
});
