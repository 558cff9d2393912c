import { DiagnosticError } from "../base/diagnostic.ts";
import type { DType } from "./dtype.ts";
import { checkShape, formatShape, sameShape, type Shape } from "./shape.ts";
import type { Tensor } from "./tensor.ts";

/** PyTorch's name for a tensor type, as `expand` prints it. */
const TORCH_TYPE: Readonly<Record<DType, string>> = {
  float32: "torch.FloatTensor",
  float64: "torch.DoubleTensor",
  int32: "torch.IntTensor",
  bool: "CPUBoolType",
};

/**
 * Returns shape and strides of `tensor.expand(sizes)`: dimensions of size 1 repeat with stride 0, new leading
 * dimensions too, and -1 keeps a size. Throws PyTorch's sentences.
 */
export function expandWindow(
  tensor: Pick<Tensor, "dtype" | "shape" | "stride">,
  sizes: readonly number[],
): Pick<Tensor, "shape" | "stride"> {
  const added = sizes.length - tensor.shape.length;
  if (added < 0) {
    throw DiagnosticError.about(
      "shape",
      `expand(${TORCH_TYPE[tensor.dtype]}{${formatShape(tensor.shape)}}, size=${formatShape(sizes)}): the number of ` +
        `sizes provided (${sizes.length}) must be greater or equal to the number of dimensions in the tensor (${tensor.shape.length})`,
      "Expand takes no dimension away. Sum, Squeeze and View do.",
    );
  }
  const shape = [...sizes];
  const stride = sizes.map(() => 0);
  // From the last dimension on, as PyTorch does: it names the last size that does not fit.
  for (let axis = sizes.length - 1; axis >= 0; axis--) {
    const wanted = sizes[axis]!;
    if (wanted < -1)
      throw DiagnosticError.about(
        "shape",
        `invalid shape dimension ${wanted}`,
        "A size is 0 or more, or −1 to keep it.",
      );
    const isNew = axis < added;
    if (isNew && wanted === -1) {
      throw DiagnosticError.about(
        "shape",
        `The expanded size of the tensor (-1) isn't allowed in a leading, non-existing dimension ${axis}`,
        "A new dimension has no size to keep: give it.",
      );
    }
    const size = isNew ? 1 : tensor.shape[axis - added]!;
    if (wanted === -1 || wanted === size) {
      shape[axis] = size;
      // A new dimension of size 1 has the stride of a contiguous one, but for those of a 0-d tensor.
      const following = tensor.shape.length === 0 ? 0 : shape[axis + 1]! * stride[axis + 1]!;
      stride[axis] = isNew ? following : tensor.stride[axis - added]!;
    } else if (size !== 1) {
      throw DiagnosticError.about(
        "shape",
        `The expanded size of the tensor (${wanted}) must match the existing size (${size}) at non-singleton dimension ` +
          `${axis}.  Target sizes: ${formatShape(sizes)}.  Tensor sizes: ${formatShape(tensor.shape)}`,
        `Only a size of 1 can be repeated, this is ${size}.`,
      );
    }
  }
  checkShape(shape);
  return { shape, stride };
}

/** Is `tensor.expand(shape)`: the same numbers, repeated by stride 0. The tensor itself when nothing changes. */
export function expandTensor(tensor: Tensor, shape: Shape): Tensor {
  if (sameShape(tensor.shape, shape)) return tensor;
  return { ...tensor, ...expandWindow(tensor, shape) };
}
