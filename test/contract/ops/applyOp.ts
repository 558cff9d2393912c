import type { Attributes, ComputeOp, Op } from "../../../src/ops/contract/op.ts";
import { isFloat, type DType } from "../../../src/tensor/dtype.ts";
import { expandTensor } from "../../../src/tensor/expand.ts";
import { Encoder } from "../../../src/tensor/backend/encoder.ts";
import { backend, kernels } from "../../kernels.ts";
import { Generator } from "../../../src/tensor/rng/generator.ts";
import { sameShape, type Shape } from "../../../src/tensor/shape.ts";
import type { Storage } from "../../../src/tensor/storage.ts";
import { tensorOf, type Tensor } from "../../../src/tensor/tensor.ts";

export type Named<T> = Readonly<Record<string, T>>;

/** An op's result, and its backward pass. */
export interface Applied {
  readonly y: Tensor;
  readonly saved: Named<Tensor>;
  /** Adds the gradients for `dy` to `grads`, contiguous tensors by the inputs' names. */
  backward(dy: Tensor, grads: Named<Tensor>): void;
  /** Moves the inputs that are running statistics, and gives their names. */
  update(): readonly string[];
}

/** One for all: to make one takes longer than a small op. */
const encoder = new Encoder(backend);

/** Runs one op as the contract in `src/ops/contract/op.ts` says, allocating what it needs. */
export function applyOp(op: Op, inputs: Named<Tensor>, attributes: Attributes = {}, drawn = drawnByTorch): Applied {
  if (op.kind === "compute") return compute(op, inputs, attributes, drawn);
  const given = inputs[op.inputs[0]!]!;
  const x = op.copies?.(given, attributes) === true ? copied(given) : given;
  return {
    y: { ...x, ...op.window(x, attributes) },
    saved: {},
    backward(dy, grads) {
      const dx = grads[op.inputs[0]!]!;
      kernels.accumulate(dy, { ...dx, ...op.window(dx, attributes) });
    },
    update: () => [],
  };
}

function copied(x: Tensor): Tensor {
  const copy = tensorOf(x.dtype, x.shape);
  kernels.copy(x, copy);
  return copy;
}

/** What an op draws into what it saves, as make.py seeds PyTorch. */
function drawnByTorch(op: ComputeOp, saved: Named<Tensor>, attributes: Attributes): void {
  op.draw?.(saved, attributes, new Generator(42));
}

function compute(op: ComputeOp, inputs: Named<Tensor>, attributes: Attributes, drawn: typeof drawnByTorch): Applied {
  const result = op.shape(inputs, attributes);
  const { dtype, shape, saved = {} } = result;
  const stride = op.stride?.(inputs, result, attributes);
  const allocated = (spec: { readonly dtype: DType; readonly shape: Shape }): Tensor => {
    const tensor = placed(tensorOf(spec.dtype, spec.shape));
    return stride !== undefined && sameShape(spec.shape, shape) ? { ...tensor, stride } : tensor;
  };
  const expanded = (tensors: Named<Tensor>): Record<string, Tensor> =>
    mapped(tensors, (tensor) => (op.broadcasts === true ? expandTensor(tensor, shape) : tensor));
  const { run, encode } = encoder;
  const context = {
    kernels: encoder.kernels,
    run,
    encode,
    attributes,
    saved: mapped(saved, (spec) =>
      op.draw === undefined ? allocated(spec) : placed(tensorOf(spec.dtype, spec.shape)),
    ),
  };
  drawn(op, context.saved, attributes);
  const y = allocated({ dtype, shape });
  y.storage.data.fill(NaN); // What forward does not write, a test will see.
  for (const input of Object.values(inputs)) placed(input);
  encode(() => op.forward(expanded(inputs), y, context))();
  return {
    y,
    saved: context.saved,
    backward(dy, grads) {
      for (const tensor of [dy, ...Object.values(grads)]) placed(tensor);
      encode(() => op.backward!({ ...expanded(inputs), y }, dy, expanded(grads), context))();
    },
    update() {
      const moved = (op.moves?.(attributes) ?? []).filter((name) => inputs[name] !== undefined);
      if (moved.length > 0) encode(() => op.update!(inputs, context))();
      return moved;
    },
  };
}

/** Has a tensor's numbers lie in the backend's memory from now on, where its own kernels reach them; plain ones do anywhere. */
function placed(tensor: Tensor): Tensor {
  const { storage } = tensor;
  if (backend.name === "plain" || inMemory.has(storage)) return tensor;
  inMemory.add(storage);
  const numbers = storage.data.slice();
  backend.allocate(storage.bytes).bind(storage, 0);
  storage.data.set(numbers);
  return tensor;
}

const inMemory = new WeakSet<Storage>();

/** Zeros to add gradients to, one for each float input. */
export function zeroGrads(inputs: Named<Tensor>): Record<string, Tensor> {
  const floats = Object.entries(inputs).filter(([, tensor]) => isFloat(tensor.dtype));
  return mapped(Object.fromEntries(floats), ({ dtype, shape }) => tensorOf(dtype, shape));
}

export function mapped<T, U>(values: Named<T>, change: (value: T, name: string) => U): Record<string, U> {
  // Not by lists of pairs: this is much of what the suites of ops spend their time on.
  const changed: Record<string, U> = {};
  for (const name of Object.keys(values)) changed[name] = change(values[name]!, name);
  return changed;
}
