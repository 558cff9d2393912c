import { DiagnosticError } from "../base/diagnostic.ts";
import { isFloat, TORCH_SCALAR_NAME } from "../tensor/dtype.ts";
import { elements, formatShape } from "../tensor/shape.ts";
import { defineOp } from "./op.ts";

/** `torch.matmul` for a matrix on the right; every dimension of `a` but its last counts as rows. */
export const matmul = defineOp({
  name: "matmul",
  summary: "Multiplies the rows of a with the matrix b.",
  inputs: ["a", "b"],
  shape({ a, b }) {
    const rank = b.shape.length;
    if (a.shape.length === 0 || rank === 0) {
      throw DiagnosticError.of(
        `both arguments to matmul need to be at least 1D, but they are ${a.shape.length}D and ${rank}D`,
      );
    }
    if (rank !== 2) {
      throw DiagnosticError.of(
        `matmul of ${formatShape(a.shape)} and ${formatShape(b.shape)} is not supported: expected a matrix (2D) on the right, got ${rank}D`,
      );
    }
    const [k, n] = [b.shape[0]!, b.shape[1]!];
    const rows = a.shape.slice(0, -1);
    const width = a.shape.at(-1)!;
    if (width !== k) {
      throw DiagnosticError.of(`mat1 and mat2 shapes cannot be multiplied (${elements(rows)}x${width} and ${k}x${n})`);
    }
    if (a.dtype !== b.dtype) {
      const [left, right] = [TORCH_SCALAR_NAME[a.dtype], TORCH_SCALAR_NAME[b.dtype]];
      throw DiagnosticError.of(`expected m1 and m2 to have the same dtype, but got: ${left} != ${right}`);
    }
    if (!isFloat(a.dtype)) {
      throw DiagnosticError.of(`"addmm_impl_cpu_" not implemented for '${a.dtype === "bool" ? "Bool" : "Int"}'`);
    }
    return { dtype: a.dtype, shape: [...rows, n] };
  },
  forward({ a, b }, y, { kernels }) {
    kernels.matmul(a, b, y);
  },
  // da += dy · bᵀ,  db += aᵀ · dy.
  backward({ a, b }, dy, grads, { kernels }) {
    if (grads.a !== undefined) kernels.matmulBackwardA(dy, b, grads.a);
    if (grads.b !== undefined) kernels.matmulBackwardB(a, dy, grads.b);
  },
  torch: ({ a, b }) => `${a} @ ${b}`,
  examples: [
    {
      inputs: {
        a: [[1, 2, 3]],
        b: [
          [1, 0],
          [0, 1],
          [1, 1],
        ],
      },
      out: [[4, 5]],
    },
    {
      inputs: {
        a: [1, -1],
        b: [
          [1, 2],
          [3, 4],
        ],
      },
      out: [-2, -2],
    },
  ],
});
