import { DiagnosticError } from "../../base/diagnostic.ts";
import { select } from "../../ops/select.ts";
import { slice } from "../../ops/slice.ts";
import type { Tensor } from "../../tensor/tensor.ts";
import type { IndexItem } from "../../protocol/condition/tensorReference.ts";

/**
 * Gives the view `tensor[items]` of a tensor, in PyTorch's indexing: an index drops its dimension, a slice keeps it, and
 * dimensions without an item stay. Throws a DiagnosticError with PyTorch's sentence.
 */
export function indexTensor(tensor: Tensor, items: readonly IndexItem[]): Tensor {
  if (items.length > tensor.shape.length) {
    throw DiagnosticError.of(`too many indices for tensor of dimension ${tensor.shape.length}`);
  }
  let view = tensor;
  let dim = 0;
  for (const [at, item] of items.entries()) {
    if (typeof item === "number") {
      const size = view.shape[dim]!;
      if (item < -size || item >= size) {
        throw DiagnosticError.of(`index ${item} is out of bounds for dimension ${at} with size ${size}`);
      }
      view = { ...view, ...select.window(view, { dim, index: item }) };
    } else {
      if (item.step !== undefined && item.step <= 0) throw DiagnosticError.of("step must be greater than zero");
      view = { ...view, ...slice.window(view, { dim, ...item }) };
      dim += 1;
    }
  }
  return view;
}
