import type { Kernels } from "../kernels/kernels.ts";
import type { Storage } from "../storage.ts";
import type { Tensor } from "../tensor.ts";
import type { Backend, KernelCall, KernelName, Operands } from "./backend.ts";
import { inOrder, type Encoding } from "./encoder.ts";

/** Is one thing that a description asks for: a kernel on its operands, or other work. */
export type Call = KernelCall | { readonly kernel: null; readonly work: () => void };

/** Puts down what a description asks for, and prepares nothing yet: it can be looked at, and prepared in another way. */
export class Recorder implements Encoding {
  readonly kernels: Kernels;
  readonly #backend: Backend;
  #calls: Call[] = [];

  constructor(backend: Backend) {
    this.#backend = backend;
    const recording = (kernel: KernelName) => [
      kernel,
      // A kernel and its operands fit, which TypeScript does not follow into a union.
      (...operands: Operands<KernelName>) => void this.#calls.push({ kernel, operands } as Call),
    ];
    this.kernels = Object.fromEntries(
      Object.keys(backend.kernels).map((name) => recording(name as KernelName)),
    ) as Kernels;
  }

  /** Returns what a description asks for, in its order. */
  record(describe: (encoding: Encoding) => void): readonly Call[] {
    const outer = this.#calls;
    const calls: Call[] = [];
    this.#calls = calls;
    try {
      describe(this);
    } finally {
      this.#calls = outer;
    }
    return calls;
  }

  readonly run = (work: () => void): void => void this.#calls.push({ kernel: null, work });

  readonly encode = (describe: () => void): (() => void) =>
    inOrder(this.record(describe).map((call) => prepared(this.#backend, call)));
}

/** Returns what does a call. */
export function prepared(backend: Backend, call: Call): () => void {
  if (call.kernel === null) return call.work;
  return backend.prepare(call.kernel, ...(call.operands as Operands<KernelName>));
}

/** Returns the tensors among a call's operands, in their order. */
export function tensorsOf(call: Call): Tensor[] {
  if (call.kernel === null) return [];
  const operands = call.operands as readonly unknown[];
  return operands.flat().filter(isTensor);
}

function isTensor(operand: unknown): operand is Tensor {
  return typeof operand === "object" && operand !== null && "storage" in operand;
}

/** Returns the whole of a storage as a tensor of one dimension. */
export function wholeOf(storage: Storage): Tensor {
  return { dtype: storage.dtype, shape: [storage.length], stride: [1], offset: 0, storage };
}

/** Says whether a tensor's elements are all that its storage has. */
export function isWhole({ shape, stride, storage }: Tensor): boolean {
  const own = shape.reduce((count, size, axis) => (stride[axis] === 0 ? count : count * size), 1);
  return own === storage.length;
}
