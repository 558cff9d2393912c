import { DiagnosticError } from "../base/diagnostic.ts";
import { elements } from "../base/stridedLayout.ts";
import { formatShape, sameShape } from "../tensor/shape.ts";
import { defineOp, type TensorSpec } from "./contract/op.ts";
import { formula } from "./why/formula.ts";
import { literal } from "./contract/term.ts";
import { sized } from "./plain/tensorInWords.ts";

const apart = formula("a == b ? 0 : abs(a - b)");

/**
 * Says how far two tensors of one shape are apart, at most: 0 where both have the same number (the same infinity too),
 * nan as soon as one has a nan. Refuses shapes in the words of `torch.testing.assert_close`. Only looks: no gradient
 * passes.
 */
export const compare = defineOp({
  name: "compare",
  inputs: ["a", "b"],
  shape({ a, b }) {
    if (!sameShape(a.shape, b.shape)) {
      throw DiagnosticError.of(
        `The values for attribute 'shape' do not match: torch.Size(${formatShape(a.shape)}) != torch.Size(${formatShape(b.shape)}).`,
        { plain: compareInWords(a, b) },
      );
    }
    return { dtype: [a.dtype, b.dtype].includes("float64") ? "float64" : "float32", shape: [] };
  },
  forward: ({ a, b }, y, { kernels }) => kernels.largestDifference(a, b, y),
  why: {
    forward: (_at, { inputs: { a, b }, max }) =>
      elements(a.shape) === 0
        ? literal(0)
        : max(
            a.shape.map((size) => ({ size })),
            (subscripts) => apart({ a: a.at(subscripts), b: b.at(subscripts) }),
          ),
  },
  told: { forward: "the largest difference between {a full} and {b full}" },
  torch: ({ a, b }) => `torch.where(${a} == ${b}, 0, (${a} - ${b}).abs()).max()`,
  examples: [
    { inputs: { a: [1, 2, 3], b: [1, 2.5, 2] }, out: 1 },
    { inputs: { a: [1, 2], b: [1, 2] }, integers: ["b"], out: 0 },
  ],
});

function compareInWords(a: TensorSpec, b: TensorSpec): string {
  const [left, right] = [elements(a.shape), elements(b.shape)];
  const sizes = `${sized(a, "a")} and ${sized(b, "b")} are compared cell by cell: ${left} and ${right}.`;
  return left === right ? `${sizes} View gives one the other's shape.` : sizes;
}
