import { DiagnosticError } from "../base/diagnostic.ts";
import type { DType } from "./dtype.ts";
import { checkShape, formatShape, sameShape, type Shape } from "./shape.ts";
import type { Tensor } from "./tensor.ts";

/** PyTorch's name for a tensor type, as `expand` prints it. */
const TORCH_TYPE: Readonly<Record<DType, string>> = {
  float32: "torch.FloatTensor",
  float64: "torch.DoubleTensor",
  int32: "torch.IntTensor",
  bool: "torch.BoolTensor",
};

/**
 * Shape and strides of `tensor.expand(sizes)`: dimensions of size 1 repeat with stride 0, new leading
 * dimensions too, and -1 keeps a size. Throws PyTorch's sentences.
 */
export function expandWindow(
  tensor: Pick<Tensor, "dtype" | "shape" | "stride">,
  sizes: readonly number[],
): Pick<Tensor, "shape" | "stride"> {
  const added = sizes.length - tensor.shape.length;
  if (added < 0) {
    throw DiagnosticError.of(
      `expand(${TORCH_TYPE[tensor.dtype]}{${formatShape(tensor.shape)}}, size=${formatShape(sizes)}): the number of ` +
        `sizes provided (${sizes.length}) must be greater or equal to the number of dimensions in the tensor (${tensor.shape.length})`,
    );
  }
  const shape: number[] = [];
  const stride: number[] = [];
  for (const [axis, wanted] of sizes.entries()) {
    const size = tensor.shape[axis - added];
    if (wanted === -1 && size === undefined) {
      throw DiagnosticError.of(
        `The expanded size of the tensor (-1) isn't allowed in a leading, non-existing dimension ${axis}`,
      );
    }
    if (wanted < -1) throw DiagnosticError.of(`invalid shape dimension ${wanted}`);
    if (wanted === -1 || wanted === size) {
      shape.push(size ?? wanted);
      stride.push(tensor.stride[axis - added] ?? 0);
    } else if (size === undefined || size === 1) {
      shape.push(wanted);
      stride.push(0);
    } else {
      throw DiagnosticError.of(
        `The expanded size of the tensor (${wanted}) must match the existing size (${size}) at non-singleton dimension ` +
          `${axis}.  Target sizes: ${formatShape(sizes)}.  Tensor sizes: ${formatShape(tensor.shape)}`,
      );
    }
  }
  checkShape(shape);
  return { shape, stride };
}

/** `tensor.expand(shape)`: the same numbers, repeated by stride 0. The tensor itself when nothing changes. */
export function expandTensor(tensor: Tensor, shape: Shape): Tensor {
  if (sameShape(tensor.shape, shape)) return tensor;
  return { ...tensor, ...expandWindow(tensor, shape) };
}
