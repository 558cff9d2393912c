import { DiagnosticError } from "../base/diagnostic.ts";
import { elements } from "../base/stridedLayout.ts";
import { dimension } from "./dimension.ts";
import { defineOp, type ComputeOp } from "./contract/op.ts";
import { literal } from "./contract/term.ts";
import { matrix } from "./contract/matrix.ts";
import { nameOf } from "./plain/tensorInWords.ts";

/** Says which diagonal bounds what is kept: 0, when absent, is the main one, larger ones lie above it. */
export type TriangleAttributes = { readonly diagonal?: number };

/**
 * Returns the op `torch.tril` or `torch.triu`: of each matrix in the last two dimensions a triangle, and 0 elsewhere.
 */
export function triangle(name: "tril" | "triu"): ComputeOp<"x", TriangleAttributes> {
  const upper = name === "triu";
  const keeps = (at: readonly number[], diagonal: number): boolean => {
    const distance = at.at(-1)! - at.at(-2)!;
    return upper ? distance >= diagonal : distance <= diagonal;
  };
  return defineOp({
    name,
    inputs: ["x"],
    shape({ x }, _attributes: TriangleAttributes) {
      const { dtype, shape } = x;
      // PyTorch does not look at the dimensions of a tensor without elements.
      if (shape.length === 0)
        throw DiagnosticError.of("Dimension specified as -2 but tensor has no dimensions", {
          plain: `${nameOf(x, "x")} is a single number.`,
        });
      if (elements(shape) > 0) dimension(-2, shape.length);
      return { dtype, shape, saved: { part: { dtype, shape } } };
    },
    forward({ x }, y, { kernels, attributes: { diagonal = 0 } }) {
      kernels.copy(x, y);
      kernels.zeroTriangle(y, diagonal, upper);
    },
    // dx += dy where x was kept.
    backward(_, dy, grads, { kernels, attributes: { diagonal = 0 }, saved }) {
      if (grads.x === undefined) return;
      kernels.copy(dy, saved.part!);
      kernels.zeroTriangle(saved.part!, diagonal, upper);
      kernels.accumulate(saved.part!, grads.x);
    },
    why: {
      forward: (at, { inputs: { x }, attributes: { diagonal = 0 } }) => (keeps(at, diagonal) ? x.at(at) : literal(0)),
      backward: (_, at, { dy, attributes: { diagonal = 0 } }) => (keeps(at, diagonal) ? dy.at(at) : literal(0)),
    },
    told: {
      forward: `of {x full} what lies on the diagonal[diagonal| {diagonal}] or ${upper ? "above" : "below"} it, and 0 elsewhere`,
      backward: "{y}.grad where a number was kept, and 0 elsewhere",
    },
    torch: ({ x }, { diagonal = 0 }) => `torch.${name}(${x}${diagonal === 0 ? "" : `, diagonal=${diagonal}`})`,
    examples: [
      {
        inputs: { x: matrix([1, 2], [3, 4]) },
        out: upper
          ? [
              [1, 2],
              [0, 4],
            ]
          : [
              [1, 0],
              [3, 4],
            ],
      },
      { inputs: { x: matrix([1, 2, 3]) }, attributes: { diagonal: 1 }, out: upper ? [[0, 2, 3]] : [[1, 2, 0]] },
    ],
  });
}
