import { expect, test } from "vitest";
import type { GraphNode } from "../../../src/graph/graph.ts";
import { elementsOf } from "../../../src/tensor/elementsOf.ts";
import { opened, wiredGraph } from "../../contract/nodes/wiredGraph.ts";

/** The constant of these settings: shape, numbers and what its card says, or what is wrong with it. */
function constantOf(settings: GraphNode["settings"]) {
  // Something is to be computed, so that there is memory.
  const session = opened(wiredGraph({ c: ["constant", settings], s: ["neg"] }, "c.out s.x"));
  const { status, diagnostics, outputs, lines } = session.plan!.nodes.get("c")!;
  if (status !== "ready") return diagnostics.map(({ field, message }) => `${field}: ${message}`).join("; ");
  const { out } = outputs;
  if (out?.kind !== "tensor") throw new Error("no tensor");
  return { shape: out.tensor.shape, numbers: [...elementsOf(out.tensor)], lines };
}

test.each([
  ["of two rows, beside the shape that a constant comes with", { values: "1,2\n-3,4" }, [2, 2], [1, 2, -3, 4]],
  ["and an empty shape", { values: "1\t2\t3\n4\t5\t6", shape: "" }, [2, 3], [1, 2, 3, 4, 5, 6]],
  ["of one row", { values: "1;2;3;4", shape: "" }, [4], [1, 2, 3, 4]],
  ["of one column", { values: "1\n2\n3\n4", shape: "" }, [4], [1, 2, 3, 4]],
  ["that is one number", { values: "5", shape: "" }, [], [5]],
  ["that fills the shape that is set", { values: "1,2\n3,4", shape: "4" }, [4], [1, 2, 3, 4]],
  ["with a size to be inferred", { values: "1,2,3\n4,5,6", shape: "-1, 2" }, [3, 2], [1, 2, 3, 4, 5, 6]],
  ["of one number for all", { values: "inf", shape: "2, 2" }, [2, 2], [Infinity, Infinity, Infinity, Infinity]],
  ["of numbers that no expression gives", { values: "nan, -inf", shape: "2" }, [2], [NaN, -Infinity]],
  ["of expressions", { values: "n_embd * 2, 27 ^ (1/3)", shape: "2", dtype: "int32" }, [2], [4, 3]],
])("a table %s", (_title, settings, shape, numbers) => {
  expect(constantOf(settings)).toMatchObject({ shape, numbers });
});

test("what was read otherwise than it stands is said on the card", () => {
  expect(constantOf({ values: "x;y\n1,5;2\n3;4" })).toMatchObject({
    lines: [
      "header left out: x, y",
      "decimal commas: 1,5 is 1.5",
      "shape [2, 2], that of the rows: 4 numbers do not fill [3]",
    ],
  });
  expect(constantOf({ values: "1, 2, 3" })).toMatchObject({ lines: [] });
});

test.each([
  [{ values: "1,2\n3,4,5", shape: "" }, "values: row 2 has 3 numbers, row 1 has 2: expected as many in each"],
  [{ values: "1, 2, 3, 4", shape: "3" }, "values: expected 3 numbers (or one for all) for shape [3], got 4"],
  [{ values: "1, 2, 3", shape: "-1, 2" }, "shape: shape '[-1, 2]' is invalid for input of size 3"],
  [{ values: "1, 2", shape: "-1, -1" }, "shape: only one dimension can be inferred"],
  [{ values: "1, nan", shape: "2", dtype: "int32" }, "values: expected whole numbers for int32, got nan"],
  [{ values: "1, 1/0", shape: "2" }, 'values: number 2 of 2: "1/0" gives Infinity, expected a finite number'],
])("%j is refused", (settings, message) => {
  expect(constantOf(settings)).toBe(message);
});

test("a nan that becomes an inf is another constant", () => {
  const [nan, inf] = ["nan", "inf"].map(
    (values) =>
      opened(wiredGraph({ c: ["constant", { values, shape: "" }] })).plan!.nodes.get("c")!.recipe!.fingerprint,
  );
  expect(nan).not.toBe(inf);
});
