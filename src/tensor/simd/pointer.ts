import { BYTES } from "../dtype.ts";
import type { Tensor } from "../tensor.ts";
import type { Simd } from "./simd.ts";

/** Says whether a tensor lies in the module's memory. */
export function isWithin({ memory }: Simd, { storage }: Tensor): boolean {
  return storage.data.buffer === memory.buffer;
}

/** Says whether all tensors are float32 and lie in the module's memory. */
export function areSingle(simd: Simd, ...tensors: readonly Tensor[]): boolean {
  return tensors.every((tensor) => tensor.dtype === "float32" && isWithin(simd, tensor));
}

/** Returns the address in bytes of a tensor's first element; it stays when the memory grows. */
export function pointerTo({ dtype, storage, offset }: Tensor): number {
  return storage.data.byteOffset + offset * BYTES[dtype];
}
