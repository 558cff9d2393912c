import { DiagnosticError } from "../../base/diagnostic.ts";
import { unravel } from "../../base/stridedLayout.ts";
import { formatShape } from "../../tensor/shape.ts";
import type { Builder } from "../contract/builder.ts";
import type { TensorValue } from "../contract/value.ts";

/**
 * Returns what an index into x picks, from dimension `first` on: itself, or, of a mask, a vector of indices for each of
 * the mask's dimensions: `torch.nonzero`. How many those are decides on shapes, so the mask's numbers must be known
 * when the graph is compiled. Throws PyTorch's sentences, and one that says what to do when they are not known.
 */
export function chosen(
  field: string,
  index: TensorValue,
  x: TensorValue,
  first: number,
  builder: Builder,
): readonly TensorValue[] {
  const { dtype, shape } = index.tensor;
  if (dtype !== "bool") return [index];
  checkMaskShape(field, shape, x.tensor.shape, first);
  const numbers = builder.knownNumbers(index.tensor);
  if (numbers === null) {
    throw DiagnosticError.of(
      "x[mask] has as many rows as the mask has true elements, which is not known before it runs, but memory is planned " +
        "before: use where or masked_fill, or multiply by the mask, which keep the shape",
      { field },
    );
  }
  const found = Array.from(numbers).flatMap((value, position) => (value === 0 ? [] : [unravel(position, shape)]));
  return shape.map((_, axis) => {
    const along = Int32Array.from(found, (index) => index[axis]!);
    const label = `nonzero(${field})${shape.length === 1 ? "" : `[:, ${axis}]`}`;
    return { kind: "tensor", tensor: builder.constant("int32", [found.length], along, label), dims: [null] };
  });
}

function checkMaskShape(field: string, mask: readonly number[], x: readonly number[], first: number): void {
  if (mask.length === 0) throw DiagnosticError.of("index with a mask of no dimensions is not supported", { field });
  if (first + mask.length > x.length) {
    throw DiagnosticError.of(`too many indices for tensor of dimension ${x.length}`, {
      field,
      plain: `The mask stands for ${mask.length} dimensions of x; from ${first} on there are ${x.length - first}.`,
    });
  }
  const other = mask.findIndex((size, axis) => size !== x[first + axis]);
  if (other < 0) return;
  throw DiagnosticError.of(
    `The shape of the mask ${formatShape(mask)} at index ${other} does not match the shape of the indexed tensor ` +
      `${formatShape(x)} at index ${first + other}`,
    {
      field,
      plain: `The mask must have x's sizes there, ${formatShape(x.slice(first, first + mask.length))}.`,
    },
  );
}
