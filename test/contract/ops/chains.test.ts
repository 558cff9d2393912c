import { fc, test as property } from "@fast-check/vitest";
import { expect, it } from "vitest";
import { add } from "../../../src/ops/add.ts";
import { cat } from "../../../src/ops/cat.ts";
import { div } from "../../../src/ops/div.ts";
import { embedding } from "../../../src/ops/embedding.ts";
import { expand } from "../../../src/ops/expand.ts";
import { matmul } from "../../../src/ops/matmul.ts";
import { mul } from "../../../src/ops/mul.ts";
import type { Attributes, Op } from "../../../src/ops/contract/op.ts";
import { pow } from "../../../src/ops/pow.ts";
import { select } from "../../../src/ops/select.ts";
import { slice } from "../../../src/ops/slice.ts";
import { stack } from "../../../src/ops/stack.ts";
import { tanh } from "../../../src/ops/tanh.ts";
import { transpose } from "../../../src/ops/transpose.ts";
import { view } from "../../../src/ops/view.ts";
import { elements } from "../../../src/base/stridedLayout.ts";
import type { Shape } from "../../../src/tensor/shape.ts";
import { tensorOf, type Tensor } from "../../../src/tensor/tensor.ts";
import { read } from "../../tensor/layouts.ts";
import { applyOp, zeroGrads, type Applied } from "./applyOp.ts";

/** Several ops of one input, one after another; backward as a program does it, with a gradient for each result. */
function chain(x: Tensor, links: readonly (readonly [Op, Attributes?])[]) {
  const applied: { readonly input: Tensor; readonly y: Tensor; readonly backward: Applied["backward"] }[] = [];
  let value = x;
  for (const [op, attributes] of links) {
    applied.push({ input: value, ...applyOp(op, { x: value }, attributes) });
    value = applied.at(-1)!.y;
  }
  return {
    y: value,
    gradient: (dy: Tensor): Tensor =>
      applied.toReversed().reduce((grad, link) => {
        const grads = zeroGrads({ x: link.input });
        link.backward(grad, grads);
        return grads.x!;
      }, dy),
  };
}

const LINKS = [
  [transpose, { dim0: 0, dim1: 2 }], // [2, 6, 4]
  [slice, { dim: 1, start: 1, step: 2 }], // [2, 3, 4]
  [view, { shape: [2, 1, 3, 4] }],
  [expand, { shape: [2, 5, 3, 4] }],
  [transpose, { dim0: 1, dim1: -1 }], // [2, 4, 3, 5]
  [tanh],
] as const;

it("carries a gradient back through five views on one storage", () => {
  const values = Array.from({ length: 48 }, (_, at) => Math.sin(at * 1.7));
  const x = tensorOf("float64", [4, 6, 2], values);
  const { y, gradient } = chain(x, LINKS);
  expect(y.shape).toEqual([2, 4, 3, 5]);
  expect(chain(x, LINKS.slice(0, 5)).y.storage).toBe(x.storage);

  const weights = Array.from({ length: 120 }, (_, at) => Math.cos(at));
  const found = read(gradient(tensorOf("float64", y.shape, weights)));
  const value = (): number => read(chain(x, LINKS).y).reduce((sum, item, at) => sum + item * weights[at]!, 0);
  for (const [at, kept] of values.entries()) {
    x.storage.data[at] = kept + 1e-5;
    const above = value();
    x.storage.data[at] = kept - 1e-5;
    const below = value();
    x.storage.data[at] = kept;
    expect(Math.abs(found[at]! - (above - below) / 2e-5)).toBeLessThanOrEqual(1e-7);
  }
});

/** Five views, each made for the shape that the one before it leaves. */
const viewLinks = fc.array(
  fc.tuple(fc.constantFrom("transpose", "slice", "expand", "view", "select"), fc.nat(11), fc.nat(11)),
  {
    minLength: 5,
    maxLength: 5,
  },
);

function viewOf(kind: string, shape: Shape, first: number, second: number): readonly [Op, Attributes] {
  const rank = shape.length;
  switch (rank === 0 ? "view" : kind) {
    case "transpose":
      return [transpose, { dim0: first % rank, dim1: -1 - (second % rank) }];
    case "slice":
      return [slice, { dim: first % rank, start: second % 2, step: 1 + (second % 3) }];
    case "select":
      if (shape[first % rank] === 0) return [view, { shape: [...shape, 1] }];
      return [select, { dim: first % rank, index: second % shape[first % rank]! }];
    case "expand":
      return [expand, { shape: [1 + (second % 3), ...shape] }];
    default:
      // Dimensions of size 1 can be put anywhere, however a tensor lies.
      return [view, { shape: shape.toSpliced(first % (rank + 1), 0, 1) }];
  }
}

property.prop([fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 3 }), viewLinks], { numRuns: 500 })(
  "adds what reaches the end of any five views to the element that it is a view of",
  (shape, kinds) => {
    const x = tensorOf(
      "float64",
      shape,
      Array.from({ length: elements(shape) }, (_, at) => at),
    );
    const links: (readonly [Op, Attributes])[] = [];
    for (const [kind, first, second] of kinds) links.push(viewOf(kind, chain(x, links).y.shape, first, second));
    const { y, gradient } = chain(x, links);
    expect(y.storage).toBe(x.storage);
    const weights = Array.from({ length: elements(y.shape) }, (_, at) => (at % 7) + 1);
    const expected = new Array<number>(elements(shape)).fill(0);
    for (const [at, place] of read(y).entries()) expected[place]! += weights[at]!;
    expect(read(gradient(tensorOf("float64", y.shape, weights)))).toEqual(expected);
  },
);

it("sums the gradients of a tensor that is both operands of an addition", () => {
  const a = tensorOf("float32", [3], [1, 2, 3]);
  const grad = tensorOf("float32", [3]);
  applyOp(add, { a, b: a }).backward(tensorOf("float32", [3], [10, 20, 30]), { a: grad, b: grad });
  expect(read(grad)).toEqual([20, 40, 60]);
});

it("sums the gradients of a tensor that is both factors of a product", () => {
  const a = tensorOf("float32", [2, 2], [1, 2, 3, 4]);
  const grad = tensorOf("float32", [2, 2]);
  applyOp(matmul, { a, b: a }).backward(tensorOf("float32", [2, 2], [1, 0, 0, 0]), { a: grad, b: grad });
  // d(a₀₀² + a₀₁ a₁₀): 2 a₀₀, a₁₀, a₀₁, 0.
  expect(read(grad)).toEqual([2, 3, 2, 0]);
});

it("sums the gradients of a tensor that is used twice by mul, div, pow, cat and stack", () => {
  const twice = (op: Op, names: readonly [string, string], dy: number[]): number[] => {
    const x = tensorOf("float32", [2], [2, 4]);
    const grad = tensorOf("float32", [2]);
    const applied = applyOp(op, { [names[0]]: x, [names[1]]: x });
    applied.backward(tensorOf("float32", applied.y.shape, dy), { [names[0]]: grad, [names[1]]: grad });
    return read(grad);
  };
  expect(twice(mul, ["a", "b"], [1, 10])).toEqual([4, 80]);
  expect(twice(div, ["a", "b"], [1, 10])).toEqual([0, 0]);
  expect(twice(cat, ["0", "1"], [1, 2, 30, 40])).toEqual([31, 42]);
  expect(twice(stack, ["0", "1"], [1, 2, 30, 40])).toEqual([31, 42]);
  const [atTwo, atFour] = twice(pow, ["a", "b"], [1, 1]);
  expect(atTwo).toBeCloseTo(4 * (1 + Math.log(2)), 5); // (xˣ)′ = xˣ (1 + log x).
  expect(atFour).toBeCloseTo(256 * (1 + Math.log(4)), 3);
});

it("sums the gradients of a row that is looked up several times", () => {
  const C = tensorOf("float32", [3, 2], [0, 1, 2, 3, 4, 5]);
  const ids = tensorOf("int32", [4], [2, 0, 2, 2]);
  const grads = zeroGrads({ C });
  applyOp(embedding, { C, ids }).backward(tensorOf("float32", [4, 2], [1, 2, 3, 4, 5, 6, 7, 8]), grads);
  expect(read(grads.C!)).toEqual([3, 4, 0, 0, 13, 16]);
});

it("leaves the gradient of an input alone that needs none", () => {
  const a = tensorOf("float32", [1, 2], [1, 2]);
  const b = tensorOf("float32", [2, 1], [3, 4]);
  const db = tensorOf("float32", [2, 1]);
  applyOp(matmul, { a, b }).backward(tensorOf("float32", [1, 1], [1]), { b: db });
  expect(read(db)).toEqual([1, 2]);
});

it("adds an integer to a float as a float, and takes the tanh of integers", () => {
  const ids = tensorOf("int32", [2], [1, -2]);
  const half = tensorOf("float32", [2], [0.5, 0.25]);
  expect(read(applyOp(add, { a: half, b: ids }).y)).toEqual([1.5, -1.75]);
  expect(read(applyOp(add, { a: ids, b: ids }).y)).toEqual([2, -4]);
  const { y } = applyOp(tanh, { x: ids });
  expect(y.dtype).toBe("float32");
  expect(read(y)).toEqual([Math.fround(Math.tanh(1)), Math.fround(-Math.tanh(2))]);
});
