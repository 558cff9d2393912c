import type { SimdMemory } from "../../../src/tensor/simd/simd.ts";
import { SCRATCH_BYTES } from "../../../src/tensor/simd/tables.ts";
import { BYTES } from "../../../src/tensor/dtype.ts";
import { Storage } from "../../../src/tensor/storage.ts";
import type { Tensor } from "../../../src/tensor/tensor.ts";

/** Puts copies of tensors into a memory, one behind the other. Two that share a storage share the copy's. */
export function inMemory({ buffer }: SimdMemory, tensors: readonly Tensor[]): Tensor[] {
  const storages = new Map<Storage, Storage>();
  let at = SCRATCH_BYTES;
  return tensors.map((tensor) => {
    const { dtype, data, length } = tensor.storage;
    let storage = storages.get(tensor.storage);
    if (storage === undefined) {
      storage = new Storage(dtype, length);
      storage.bind(buffer, at);
      storage.data.set(data);
      storages.set(tensor.storage, storage);
      at = Math.ceil((at + length * BYTES[dtype]) / 64) * 64;
    }
    return { ...tensor, storage };
  });
}
