import type { Kernels } from "../kernels/kernels.ts";
import type { Block } from "./block.ts";

export type KernelName = keyof Kernels;

/** Holds a kernel's operands: tensors, and what else it is given. */
export type Operands<Name extends KernelName> = Parameters<Kernels[Name]>;

/** Holds a kernel, and operands for it. */
export type KernelCall = {
  [Name in KernelName]: { readonly kernel: Name; readonly operands: Operands<Name> };
}[KernelName];

/**
 * Describes one way to do the arithmetic, and the memory that it works in. All backends give the same bits; what differs
 * is how fast.
 */
export interface Backend {
  readonly name: "plain" | "simd";
  /** How it rounds a multiply-add once, where it has two ways to: in one instruction, or exactly in double. */
  readonly variant?: "fused" | "exact";
  /** The kernels, each run at once, on tensors wherever they lie. */
  readonly kernels: Kernels;
  /** Lends memory of so many bytes, all 0. Throws a RangeError where the machine has no more. */
  allocate(bytes: number): Block;
  /**
   * Returns what runs a kernel on these tensors, as often as it is called. What their dtypes, shapes and strides decide is
   * decided here. The learning rate and the dampening of an optimiser's options, and the number of its step, are read at each
   * call.
   */
  prepare<Name extends KernelName>(name: Name, ...operands: Operands<Name>): () => void;
  /**
   * Returns what runs a kernel that accumulates into the last of its tensors as if 0 stood there, whatever does; null for
   * others, and where this way is not there.
   */
  prepareFromZero?<Name extends KernelName>(name: Name, ...operands: Operands<Name>): (() => void) | null;
  /**
   * Returns what runs kernels, each on the result of the one before, but leaves the results in between out: what lies there
   * stays, or is undefined. Null where they are not done in one.
   */
  prepareInOne?(calls: readonly KernelCall[]): (() => void) | null;
  /**
   * Returns what runs a kernel that accumulates into a gradient, as if 0 stood there, and the update that goes by it: what lies in the
   * gradient's place is undefined afterwards. It says whether all of the gradient was finite. Null where they are not done in one.
   */
  prepareMoving?(gradient: KernelCall, update: KernelCall): (() => boolean) | null;
}
