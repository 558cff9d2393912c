import { formatCount } from "../../base/formatNumber.ts";
import { isRowMajor } from "../../views/indexInTensor.ts";
import type { TensorRegion } from "../../protocol/tensorRegion.ts";

interface Props {
  readonly layout: TensorRegion;
  readonly dims: readonly (string | null)[];
}

/** Shows shape, strides, offset: what makes a tensor of a row of numbers. */
export function StorageFacts({ layout, dims }: Props) {
  const { shape, stride, offset, dtype, storageLength, storageBytes } = layout;
  const named = dims.some((name) => name !== null);
  return (
    <>
      <table className="storage-facts">
        <tbody>
          {named && (
            <tr>
              <th scope="row">dims</th>
              {dims.map((name, axis) => (
                <td key={axis}>{name ?? "·"}</td>
              ))}
            </tr>
          )}
          <tr>
            <th scope="row">shape</th>
            {shape.map((size, axis) => (
              <td key={axis}>{size}</td>
            ))}
          </tr>
          <tr>
            <th scope="row">stride</th>
            {stride.map((step, axis) => (
              <td key={axis}>{step}</td>
            ))}
          </tr>
          <tr>
            <th scope="row">offset</th>
            <td>{offset}</td>
          </tr>
        </tbody>
      </table>
      <p className="field-summary">
        {`One row of ${formatCount(storageLength)} ${dtype} numbers, ${formatCount(storageBytes)} bytes. `}
        {explain(layout)}
        {layout.side === "grad" && shape.length > 1 && GRADIENTS}
      </p>
    </>
  );
}

const GRADIENTS =
  " Every gradient is contiguous here, whatever its tensor is; PyTorch's gradient of a tensor that is not may lie in the tensor's order.";

function explain(layout: TensorRegion): string {
  const repeated = layout.stride.findIndex((stride, axis) => stride === 0 && layout.shape[axis]! > 1);
  if (repeated >= 0) return `Stride 0: all ${layout.shape[repeated]} along dimension ${repeated} are the same number.`;
  if (isRowMajor(layout)) return "Contiguous: the next element of the last dimension is the next number.";
  if (layout.shape.at(-1) !== 1 && layout.stride.at(-1) === 1) {
    return "Not contiguous: the numbers of a row lie side by side, but between the rows there are others.";
  }
  return "Not contiguous: going along the last dimension jumps through the storage.";
}
