import { dimension } from "./dimension.ts";
import { defineViewOp } from "./contract/op.ts";
import { matrix } from "./contract/matrix.ts";
import { toldOfView } from "./told/families.ts";

/** Gives the two dimensions that change places; negative ones count from the end. */
export type TransposeAttributes = { readonly dim0: number; readonly dim1: number };

/** Is `torch.transpose`: two dimensions change places, by their strides alone. */
export const transpose = defineViewOp({
  name: "transpose",
  inputs: ["x"],
  window(x, { dim0, dim1 }: TransposeAttributes) {
    const rank = x.shape.length;
    const [first, second] = [dimension(dim0, rank, "dim0"), dimension(dim1, rank, "dim1")];
    return { shape: swapped(x.shape, first, second), stride: swapped(x.stride, first, second), offset: x.offset };
  },
  told: toldOfView(
    "{x full} with [matrices|rows and columns][!matrices|dimensions {dim0} and {dim1}] exchanged: {y size}",
  ),
  torch: ({ x }, { dim0, dim1 }) => `${x}.transpose(${dim0}, ${dim1})`,
  examples: [
    {
      inputs: { x: matrix([1, 2, 3], [4, 5, 6]) },
      attributes: { dim0: 0, dim1: 1 },
      out: matrix([1, 4], [2, 5], [3, 6]),
    },
  ],
});

function swapped(values: readonly number[], first: number, second: number): readonly number[] {
  return values.map((value, axis) => (axis === first ? values[second]! : axis === second ? values[first]! : value));
}
