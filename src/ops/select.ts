import { DiagnosticError } from "../base/diagnostic.ts";
import { formatShape } from "../tensor/shape.ts";
import { dimension } from "./dimension.ts";
import { defineViewOp } from "./contract/op.ts";
import { matrix } from "./contract/matrix.ts";
import { toldOfView } from "./told/families.ts";
import { nameOf } from "./plain/tensorInWords.ts";
import { notAmong } from "../tensor/notAmong.ts";

/** Gives one place of one dimension; negative ones count from the end. */
export type SelectAttributes = { readonly dim: number; readonly index: number };

/**
 * Is `torch.select`, or `x[index]` for dimension 0: the dimension disappears. `unbind` is one of these for each place.
 */
export const select = defineViewOp({
  name: "select",
  inputs: ["x"],
  window(x, { dim, index }: SelectAttributes) {
    const rank = x.shape.length;
    if (rank === 0)
      throw DiagnosticError.of("select() cannot be applied to a 0-dim tensor.", {
        plain: `${nameOf(x, "x")} is a single number.`,
      });
    const axis = dimension(dim, rank);
    const size = x.shape[axis]!;
    if (!Number.isInteger(index) || index < -size || index >= size) {
      throw DiagnosticError.about(
        "index",
        `select(): index ${index} out of range for tensor of size ${formatShape(x.shape)} at dimension ${axis}`,
        `Along dimension ${axis}: ${notAmong(index, size, true)}`,
      );
    }
    return {
      shape: x.shape.toSpliced(axis, 1),
      stride: x.stride.toSpliced(axis, 1),
      offset: x.offset + (index < 0 ? index + size : index) * x.stride[axis]!,
    };
  },
  told: toldOfView(
    "what stands at place {index}[ {lines}] of {x full}",
    "the {y}.grad of what was taken, and nothing elsewhere",
  ),
  torch: ({ x }, { dim, index }) => (dim === 0 ? `${x}[${index}]` : `${x}.select(${dim}, ${index})`),
  examples: [
    { inputs: { x: matrix([1, 2], [3, 4]) }, attributes: { dim: 0, index: 1 }, out: [3, 4] },
    { inputs: { x: matrix([1, 2], [3, 4]) }, attributes: { dim: -1, index: -2 }, out: [1, 3] },
  ],
});
