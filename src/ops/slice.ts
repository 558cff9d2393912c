import { DiagnosticError } from "../base/diagnostic.ts";
import { dimension } from "./dimension.ts";
import { defineViewOp } from "./contract/op.ts";
import { matrix } from "./contract/matrix.ts";
import { toldOfView } from "./told/families.ts";
import { nameOf } from "./plain/tensorInWords.ts";

/**
 * Gives `[start:end:step]` of one dimension, as in Python: negative places count from the end, beyond it is the end.
 */
export type SliceAttributes = {
  readonly dim: number;
  /** 0 when absent. */
  readonly start?: number;
  /** The dimension's size when absent. */
  readonly end?: number;
  /** 1 when absent; at least 1. */
  readonly step?: number;
};

/** Is PyTorch's `x[start:end:step]` along one dimension. */
export const slice = defineViewOp({
  name: "slice",
  inputs: ["x"],
  window(x, { dim, start = 0, end, step = 1 }: SliceAttributes) {
    const rank = x.shape.length;
    if (rank === 0)
      throw DiagnosticError.of("slice() cannot be applied to a 0-dim tensor.", {
        plain: `${nameOf(x, "x")} is a single number.`,
      });
    const axis = dimension(dim, rank);
    if (!(step > 0))
      throw DiagnosticError.about(
        "step",
        "slice step must be positive",
        "Steps go forwards: 1 takes all, 2 every other.",
      );
    const size = x.shape[axis]!;
    const stride = x.stride[axis]!;
    const first = inRange(start, size);
    const last = Math.max(inRange(end ?? size, size), first);
    return {
      shape: x.shape.with(axis, Math.ceil((last - first) / step)),
      stride: x.stride.with(axis, stride * step),
      offset: x.offset + first * stride,
    };
  },
  told: toldOfView("of {x full} a part[ {lines}]: {y size}", "the {y}.grad of what was taken, and nothing elsewhere"),
  torch: ({ x }, { dim, start, end, step }) => {
    const before = dim < 0 ? "..., " : ":, ".repeat(dim);
    const after = dim < 0 ? ", :".repeat(-dim - 1) : "";
    return `${x}[${before}${start ?? ""}:${end ?? ""}${step === undefined ? "" : `:${step}`}${after}]`;
  },
  examples: [
    { inputs: { x: [0, 1, 2, 3, 4, 5] }, attributes: { dim: 0, start: 1, end: 6, step: 2 }, out: [1, 3, 5] },
    { inputs: { x: matrix([1, 2, 3], [4, 5, 6]) }, attributes: { dim: 1, start: -2 }, out: matrix([2, 3], [5, 6]) },
  ],
});

/** A place in a dimension of `size`, counted from the end when negative, and kept within it. */
function inRange(index: number, size: number): number {
  return Math.min(Math.max(index < 0 ? index + size : index, 0), size);
}
