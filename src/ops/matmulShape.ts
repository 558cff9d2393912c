import { DiagnosticError } from "../base/diagnostic.ts";
import { broadcastShape } from "../tensor/broadcast.ts";
import { SCALAR_TYPE, TORCH_SCALAR_NAME } from "../tensor/dtype.ts";
import { contiguousStride, elements } from "../base/stridedLayout.ts";
import { formatShape, type Shape } from "../tensor/shape.ts";
import type { TensorSpec } from "./contract/op.ts";
import { nameOf, sized, wantsNumbers, wantsOneDtype } from "./plain/tensorInWords.ts";
import { productInWords, vectorInWords } from "./plain/productInWords.ts";

/** Returns the shape of `a @ b`. PyTorch's checks and sentences, which differ with what it makes of the operands. */
export function productShape(a: TensorSpec, b: TensorSpec): Shape {
  const [rank, other] = [a.shape.length, b.shape.length];
  if (rank === 0 || other === 0) {
    throw DiagnosticError.of(`both arguments to matmul need to be at least 1D, but they are ${rank}D and ${other}D`, {
      plain: `${nameOf(rank === 0 ? a : b, rank === 0 ? "a" : "b")} is a single number. Mul multiplies by one.`,
    });
  }
  if (rank === 1 && other === 1) return dotShape(a, b);
  if (other === 1) return vectorShape(a, b, a.shape.slice(0, -1), a.shape.at(-1)!, b.shape[0]!);
  const [k, n] = [b.shape.at(-2)!, b.shape.at(-1)!];
  if (other === 2 && !isTransposedBatch(a)) return matrixShape(a, b, a.shape.slice(0, -1), a.shape.at(-1)!, k, n);
  const batch = b.shape.slice(0, -2);
  // The transposed matrices times the vector.
  if (rank === 1) return vectorShape(b, a, [...batch, n], k, a.shape[0]!, "b");
  return foldsRight(a, b) ? foldedShape(a, b, batch, k, n) : batchShape(a, b, k, n);
}

/**
 * Returns the strides of `a @ b`. A matrix times several is in PyTorch a transposed product that is made contiguous,
 * which leaves a product of one row or one column each as it is: the steps of its dimensions of size 1 then show it.
 */
export function productStride(a: TensorSpec, b: TensorSpec, shape: Shape): readonly number[] {
  const [m, n] = shape.slice(-2);
  if (!foldsRight(a, b) || (m !== 1 && n !== 1)) return contiguousStride(shape);
  const stride = contiguousStride([...shape.slice(0, -2), n!, m!]);
  return [...stride.slice(0, -2), stride.at(-1)!, stride.at(-2)!];
}

/** Whether PyTorch makes one matrix of the several on the right (`should_fold` in its `LinearAlgebra.cpp`). */
function foldsRight(a: TensorSpec, b: TensorSpec): boolean {
  return a.shape.length === 2 && b.shape.length > 2 && !isTransposedBatch(b);
}

/** Whether it is a batch of transposed matrices, which PyTorch multiplies one by one instead of making one of them. */
function isTransposedBatch({ shape, stride }: TensorSpec): boolean {
  return shape.length === 3 && stride[2] !== 1 && stride[0] === shape[1]! * shape[2]!;
}

function dotShape(a: TensorSpec, b: TensorSpec): Shape {
  if (a.dtype !== b.dtype) {
    const [left, right] = [SCALAR_TYPE[a.dtype], SCALAR_TYPE[b.dtype]];
    throw DiagnosticError.of(`dot : expected both vectors to have same dtype, but found ${left} and ${right}`, {
      plain: wantsOneDtype(a, b),
    });
  }
  const [left, right] = [a.shape[0]!, b.shape[0]!];
  if (left !== right) {
    throw DiagnosticError.of(
      `inconsistent tensor size, expected tensor [${left}] and src [${right}] to have the same number of elements, ` +
        `but got ${left} and ${right} elements respectively`,
      {
        plain: `${nameOf(a, "a")} has ${left} numbers, ${nameOf(b, "b")} ${right}: each needs a partner.`,
      },
    );
  }
  checkNumbers("dot", a, "a");
  return [];
}

/** Rows of width `k`, made of a, times a vector of `width`, b. */
function vectorShape(
  a: TensorSpec,
  b: TensorSpec,
  rows: Shape,
  k: number,
  width: number,
  first: "a" | "b" = "a",
): Shape {
  if (k !== width) {
    throw DiagnosticError.of(`size mismatch, got ${elements(rows)}, ${elements(rows)}x${k},${width}`, {
      plain: vectorInWords(a, b, first),
    });
  }
  checkDtypes("addmv_impl_cpu", a, b, first);
  return rows;
}

function matrixShape(a: TensorSpec, b: TensorSpec, rows: Shape, width: number, k: number, n: number): Shape {
  if (width !== k) {
    throw DiagnosticError.of(`mat1 and mat2 shapes cannot be multiplied (${elements(rows)}x${width} and ${k}x${n})`, {
      plain: productInWords(a, b),
    });
  }
  if (a.dtype !== b.dtype) {
    const [left, right] = [TORCH_SCALAR_NAME[a.dtype], TORCH_SCALAR_NAME[b.dtype]];
    throw DiagnosticError.of(`expected m1 and m2 to have the same dtype, but got: ${left} != ${right}`, {
      plain: wantsOneDtype(a, b),
    });
  }
  checkNumbers("addmm_impl_cpu_", a, "a");
  return [...rows, n];
}

/** A matrix times several: PyTorch multiplies the transposed ones, of which it makes one, with the transposed matrix. */
function foldedShape(a: TensorSpec, b: TensorSpec, batch: Shape, k: number, n: number): Shape {
  const [m, width] = [a.shape[0]!, a.shape[1]!];
  if (width !== k) {
    const rows = elements(batch) * n;
    throw DiagnosticError.of(`mat1 and mat2 shapes cannot be multiplied (${rows}x${k} and ${width}x${m})`, {
      plain: productInWords(a, b),
    });
  }
  checkDtypes("addmm_impl_cpu_", b, a, "b");
  return [...batch, m, n];
}

function batchShape(a: TensorSpec, b: TensorSpec, k: number, n: number): Shape {
  const batch = broadcastShape(
    a.shape.slice(0, -2),
    b.shape.slice(0, -2),
    (left, right) =>
      `${sized(a, "a")} times ${sized(b, "b")} is matrix by matrix: ${formatShape(left)} and ${formatShape(right)} of them must be as many, or 1.`,
  );
  const [m, width] = [a.shape.at(-2)!, a.shape.at(-1)!];
  if (width !== k) {
    const count = elements(batch);
    throw DiagnosticError.of(
      `Expected size for first two dimensions of batch2 tensor to be: ${formatShape([count, width])} but got: ${formatShape([count, k])}.`,
      { plain: productInWords(a, b) },
    );
  }
  checkDtypes("bmm", a, b, "a");
  return [...batch, m, n];
}

/**
 * The kernel is chosen by the dtype of the operand that comes first for it, which the other then has not. `input` is that
 * one's.
 */
function checkDtypes(kernel: string, a: TensorSpec, b: TensorSpec, input: "a" | "b"): void {
  checkNumbers(kernel, a, input);
  if (a.dtype === b.dtype) return;
  throw DiagnosticError.of(`expected scalar type ${SCALAR_TYPE[a.dtype]} but found ${SCALAR_TYPE[b.dtype]}`, {
    plain: wantsOneDtype(a, b, input === "a" ? ["a", "b"] : ["b", "a"]),
  });
}

function checkNumbers(kernel: string, tensor: TensorSpec, input: "a" | "b"): void {
  if (tensor.dtype !== "bool") return;
  throw DiagnosticError.of(`"${kernel}" not implemented for '${SCALAR_TYPE[tensor.dtype]}'`, {
    plain: wantsNumbers(tensor, input),
  });
}
