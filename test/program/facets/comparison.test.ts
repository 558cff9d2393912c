import { describe, expect, test } from "vitest";
import { facetNumbers, reportFacets } from "../../../src/program/facets/facets.ts";
import type { ComparisonReport } from "../../../src/protocol/facets/comparison.ts";
import type { Session } from "../../../src/session/session.ts";
import { planDiagnostics, type Plan } from "../../../src/program/plan/plan.ts";
import { read } from "../../tensor/layouts.ts";
import { opened, wiredGraph, type WiredNodes } from "../../contract/nodes/wiredGraph.ts";
import { findTensor } from "../findTensor.ts";
import { TensorIndex } from "../../../src/program/tensors/tensorIndex.ts";

/** Numbers that one row of the table is looked up twice for, and a table of free parameters. */
const table: WiredNodes = {
  X: ["constant", { values: "1, 3, 3, 0, 2, 4", shape: "2, 3", dtype: "int32" }],
  C: ["parameter", { shape: "5, 2" }],
};

/** The embedding by lookup and as a product with one-hot rows, each squared and summed; the lookup's loss is minimised. */
const lookup = wiredGraph(
  {
    ...table,
    emb: ["embedding"],
    one_hot: ["one_hot", { num_classes: "5" }],
    float: ["to", { dtype: "float32" }],
    product: ["matmul"],
    same: ["compare"],
    square: ["mul"],
    total: ["sum"],
    sgd: ["sgd"],
  },
  "X.out emb.ids",
  "C.out emb.C",
  "X.out one_hot.x",
  "one_hot.out float.x",
  "float.out product.a",
  "C.out product.b",
  "emb.out same.a",
  "product.out same.b",
  "emb.out square.a",
  "emb.out square.b",
  "square.out total.x",
  "total.out sgd.loss",
);

const reportOf = (plan: Plan, node: string): ComparisonReport | undefined =>
  reportFacets(plan.nodes.get(node)!.facets, new TensorIndex(plan)).comparison;

function numbersOf(session: Session, node: string, graded = true) {
  return facetNumbers(session.plan!.nodes.get(node)!.facets, graded)!.comparison!;
}

describe("a lookup beside a product with one-hot rows", () => {
  test("costs one instruction and 48 bytes, beside three, 288 and 60 products", () => {
    expect(reportOf(opened(lookup).plan!, "same")).toEqual({
      branches: [
        { nodes: ["emb"], instructions: 1, bytes: 2 * 3 * 2 * 4, multiplications: null, views: null },
        {
          nodes: ["one_hot", "float", "product"],
          instructions: 3,
          // Six rows of five integers, the same as floats, and the result.
          bytes: 2 * (6 * 5 * 4) + 6 * 2 * 4,
          multiplications: 6 * 5 * 2,
          views: null,
        },
      ],
      sent: "a",
      shared: ["C.out"],
      ends: false,
    });
  });

  test("gives the same numbers, and the same gradient to the table, which is that of the program", () => {
    const session = opened(lookup);
    expect(read(findTensor(session.plan!, "same", "out")!)).toEqual([0]);
    expect(numbersOf(session, "same", false).gradients).toBeNull();
    session.handle({ type: "iterate" });
    const { values, gradients } = numbersOf(session, "same");
    expect(values).toMatchObject({ max: 0, sameBits: true, nans: 0, at: null });
    expect(gradients!.ends).toBeNull();
    expect(gradients!.shared).toMatchObject([{ max: 0, sameBits: true, at: null }]);
    // Row 3 is looked up twice and 2 once: what came through the lookup is all that there is.
    const plan = session.plan!;
    const weights = findTensor(plan, "C", "out")!;
    const through = plan.sidePasses[0]!.branches.map(({ grads }) => grads.get(weights)!);
    const own = read(plan.grads.get(weights)!);
    expect(own.some((number) => number !== 0)).toBe(true);
    expect(through.map(read)).toEqual([own, own]);
  });

  test("is only looked at: the training has the same bits without the comparison", () => {
    const without = {
      ...lookup,
      nodes: lookup.nodes.filter(({ id }) => id !== "same"),
      edges: lookup.edges.filter(({ to }) => !to.startsWith("same.")),
    };
    const [watched, alone] = [lookup, without].map((graph) => {
      const session = opened(graph);
      for (let iteration = 0; iteration < 5; iteration++) session.handle({ type: "iterate" });
      return read(findTensor(session.plan!, "C", "out")!);
    });
    expect(watched).toEqual(alone);
  });
});

test("of a view no byte is new, and cat copies all; both begin with what they flatten", () => {
  const { plan } = opened(
    wiredGraph(
      {
        emb: ["parameter", { shape: "4, 3, 2" }],
        view: ["view", { shape: "-1, 6" }],
        parts: ["unbind", { dim: "1" }],
        cat: ["cat", { dim: "1" }],
        flat: ["compare"],
      },
      "emb.out view.x",
      "emb.out parts.x",
      "parts.out cat.tensors",
      "view.out flat.a",
      "cat.out flat.b",
    ),
  );
  expect(reportOf(plan!, "flat")).toMatchObject({
    branches: [
      { nodes: ["view"], instructions: 1, bytes: 0, views: "emb.out" },
      { nodes: ["parts", "cat"], instructions: 4, bytes: 96, views: null },
    ],
    sent: null,
  });
});

test("two losses of one tensor: the gradient of the first goes back on both ways", () => {
  const session = opened(
    wiredGraph(
      {
        x: ["parameter", { shape: "6" }],
        square: ["mul"],
        power: ["expression", { formula: "x^2" }],
        cube: ["expression", { formula: "x^3" }],
        sum: ["sum"],
        otherSum: ["sum"],
        cubes: ["sum"],
        equal: ["compare"],
        unequal: ["compare"],
        sgd: ["sgd"],
      },
      "x.out square.a",
      "x.out square.b",
      "x.out power.x",
      "x.out cube.x",
      "square.out sum.x",
      "power.out otherSum.x",
      "cube.out cubes.x",
      "sum.out equal.a",
      "otherSum.out equal.b",
      "otherSum.out unequal.a",
      "cubes.out unequal.b",
      "otherSum.out sgd.loss",
    ),
  );
  const x = read(findTensor(session.plan!, "x", "out")!);
  session.handle({ type: "iterate" });
  expect(reportOf(session.plan!, "equal")).toMatchObject({ sent: "b", shared: ["x.out"], ends: false });
  expect(numbersOf(session, "equal").gradients!.shared[0]!.max).toBeLessThan(1e-6);
  // d x²/dx = 2x, d x³/dx = 3x².
  const apart = Math.max(...x.map((number) => Math.abs(2 * number - 3 * number ** 2)));
  expect(numbersOf(session, "unequal").gradients!.shared[0]!.max).toBeCloseTo(apart, 5);
});

test("where one leads to the other, its way is empty and both begin with it", () => {
  const session = opened(
    wiredGraph(
      {
        x: ["parameter", { shape: "3" }],
        twice: ["add"],
        same: ["compare"],
        total: ["sum"],
        sgd: ["sgd"],
      },
      "x.out twice.a",
      "x.out twice.b",
      "twice.out same.a",
      "x.out same.b",
      "twice.out total.x",
      "total.out sgd.loss",
    ),
  );
  session.handle({ type: "iterate" });
  const report = reportOf(session.plan!, "same")!;
  expect(report.branches[1]).toEqual({ nodes: [], instructions: 0, bytes: 0, multiplications: null, views: null });
  expect(report.shared).toEqual(["x.out"]);
  // 2 of the sum through twice, 1 of x itself.
  expect(numbersOf(session, "same").gradients!.shared[0]).toMatchObject({ max: 1, at: { a: 2, b: 1 } });
});

test("other shapes are refused in the words of assert_close, other dtypes are not", () => {
  const graph = (shape: string) =>
    wiredGraph(
      {
        a: ["constant", { values: "1", shape: "2, 3", dtype: "int32" }],
        b: ["constant", { values: "1", shape }],
        same: ["compare"],
      },
      "a.out same.a",
      "b.out same.b",
    );
  expect(planDiagnostics(opened(graph("6")).plan!)).toMatchObject([
    { node: "same", message: "The values for attribute 'shape' do not match: torch.Size([2, 3]) != torch.Size([6])." },
  ]);
  const session = opened(graph("2, 3"));
  expect(numbersOf(session, "same").values).toMatchObject({ max: 0, sameBits: false, at: null });
});

test("a comparison is no loss", () => {
  const { plan } = opened(
    wiredGraph(
      { x: ["parameter", { shape: "3" }], loss: ["sum"], other: ["mul"], same: ["compare"] },
      "x.out loss.x",
      "x.out other.a",
      "x.out other.b",
      "x.out same.a",
      "other.out same.b",
    ),
  );
  expect(plan!.losses.map(({ node }) => node)).toEqual(["loss"]);
});
