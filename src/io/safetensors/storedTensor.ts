import type { Shape } from "../../tensor/shape.ts";

/** Holds the bytes of one element, by the dtypes' names in the format. */
export const DTYPE_BYTES = {
  BOOL: 1,
  U8: 1,
  I8: 1,
  U16: 2,
  I16: 2,
  F16: 2,
  BF16: 2,
  U32: 4,
  I32: 4,
  F32: 4,
  U64: 8,
  I64: 8,
  F64: 8,
} as const;

export type StoredDType = keyof typeof DTYPE_BYTES;

/** Describes a tensor in a file: its elements row by row, each in little endian. */
export interface StoredTensor {
  readonly dtype: StoredDType;
  readonly shape: Shape;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Holds what a file of safetensors has: tensors by name, and texts beside. */
export interface SafeTensors {
  readonly tensors: ReadonlyMap<string, StoredTensor>;
  readonly metadata: ReadonlyMap<string, string>;
}

/** LIMITS: bytes of the header, tensors, and bytes of the file. */
export const MOST = { header: 2 ** 20, tensors: 10_000, bytes: 256 * 2 ** 20 } as const;
