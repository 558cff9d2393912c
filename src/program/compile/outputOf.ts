import type { Attributes, Op } from "../../ops/contract/op.ts";
import { checkShape, sameShape } from "../../tensor/shape.ts";
import { planTensor, type Tensor } from "../../tensor/tensor.ts";

/** Plans an op's result and what it saves. Throws the sentence of its shape rule. */
export function outputOf<Input extends string, A extends Attributes>(
  op: Op<Input, A>,
  inputs: Readonly<Record<Input, Tensor>>,
  attributes: A,
): { output: Tensor; saved: Readonly<Record<string, Tensor>> } {
  if (op.kind === "view") {
    const [name] = op.inputs;
    const input = inputs[name!];
    const window = op.window(input, attributes);
    return { output: { dtype: input.dtype, storage: input.storage, ...window }, saved: {} };
  }
  const result = op.shape(inputs, attributes);
  checkShape(result.shape);
  const stride = op.stride?.(inputs, result, attributes);
  // What is drawn is drawn in row-major order, however the result lies.
  const savedStride = op.draw === undefined ? stride : undefined;
  const saved = Object.entries(result.saved ?? {}).map(([name, { dtype, shape, stride: own }]) => {
    checkShape(shape);
    return [name, planTensor(dtype, shape, own ?? (sameShape(shape, result.shape) ? savedStride : undefined))] as const;
  });
  return { output: planTensor(result.dtype, result.shape, stride), saved: Object.fromEntries(saved) };
}
