import { DiagnosticError } from "../../base/diagnostic.ts";
import { elements } from "../../base/stridedLayout.ts";
import { isContiguous, type Tensor } from "../tensor.ts";
import type { Kernels } from "./kernels.ts";
import { offsetAt } from "./strided.ts";
import { notAmong } from "../notAmong.ts";

/** Holds the kernels that pick elements by an index in several dimensions. */
export const indexing = {
  oneHot(x: Tensor, y: Tensor): void {
    const classes = y.shape.at(-1)!;
    const count = elements(x.shape);
    y.storage.data.fill(0, y.offset, y.offset + count * classes);
    // As PyTorch, which looks for the least of all before it looks for the largest.
    for (let i = 0; i < count; i++) {
      if (x.storage.data[offsetAt(x, i)]! < 0) {
        throw DiagnosticError.of("Class values must be non-negative.", {
          plain: notAmong(x.storage.data[offsetAt(x, i)]!, classes),
        });
      }
    }
    for (let i = 0; i < count; i++) {
      const value = x.storage.data[offsetAt(x, i)]!;
      if (value >= classes) {
        throw DiagnosticError.of("Class values must be smaller than num_classes.", {
          plain: notAmong(value, classes),
        });
      }
      y.storage.data[y.offset + i * classes + value] = 1;
    }
  },
  index(x: Tensor, indices: readonly Tensor[], y: Tensor): void {
    const rest = restOf(x, indices);
    const size = elements(rest.shape);
    const from = x.storage.data;
    const to = y.storage.data;
    const inOrder = isContiguous(y);
    for (let i = 0; i < elements(indices[0]!.shape); i++) {
      const picked = rowOffset(x, indices, i, size);
      for (let j = 0; j < size; j++) {
        const at = i * size + j;
        to[inOrder ? y.offset + at : offsetAt(y, at)] = from[picked + offsetAt(rest, j)]!;
      }
    }
  },
  indexBackward(dy: Tensor, indices: readonly Tensor[], dx: Tensor): void {
    const rest = restOf(dx, indices);
    const size = elements(rest.shape);
    const from = dy.storage.data;
    const to = dx.storage.data;
    for (let i = 0; i < elements(indices[0]!.shape); i++) {
      const picked = rowOffset(dx, indices, i, size);
      for (let j = 0; j < size; j++) to[picked + offsetAt(rest, j)]! += from[offsetAt(dy, i * size + j)]!;
    }
  },
} satisfies Partial<Kernels>;

/** The dimensions that no index picks from, seen from offset 0 on. */
function restOf(x: Tensor, indices: readonly Tensor[]): Tensor {
  return { ...x, shape: x.shape.slice(indices.length), stride: x.stride.slice(indices.length), offset: 0 };
}

/** Where in the storage what the `position`-th indices pick begins. Checked, unless it is empty. */
function rowOffset(x: Tensor, indices: readonly Tensor[], position: number, size: number): number {
  let offset = x.offset;
  for (const [axis, index] of indices.entries()) {
    const value = index.storage.data[offsetAt(index, position)]!;
    const count = x.shape[axis]!;
    if (size > 0 && (value < -count || value >= count)) {
      throw DiagnosticError.of(
        // PyTorch looks at what nothing can be picked from before it looks at the indices.
        x.shape.slice(0, indices.length).includes(0)
          ? "index is out of bounds for dimension with size 0"
          : `index ${value} is out of bounds for dimension ${axis} with size ${count}`,
        {
          plain: notAmong(value, count, true),
        },
      );
    }
    offset += (value < 0 ? value + count : value) * x.stride[axis]!;
  }
  return offset;
}
