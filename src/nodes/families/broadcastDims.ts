import type { TensorValue } from "../contract/value.ts";

/**
 * Returns the names of a broadcast result's dimensions, aligned at the last: of the first input that does not repeat
 * there.
 */
export function broadcastDims(shape: readonly number[], inputs: readonly TensorValue[]): (string | null)[] {
  return shape.map((size, axis) => {
    const names = inputs.map(({ tensor, dims }) => {
      const own = axis - shape.length + tensor.shape.length;
      return tensor.shape[own] === size ? (dims[own] ?? null) : null;
    });
    return names.find((name) => name !== null) ?? null;
  });
}
