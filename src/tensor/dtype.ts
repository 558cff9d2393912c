/**
 * Names the element types. `float64` is for gradient checks, `bool` for masks (one byte, 0 or 1), `int32` stands where
 * PyTorch has int64.
 */
export type DType = "float32" | "float64" | "int32" | "bool";

export type TypedArray = Float32Array | Float64Array | Int32Array | Uint8Array;

/** Holds the bytes of one element. */
export const BYTES: Readonly<Record<DType, number>> = { float32: 4, float64: 8, int32: 4, bool: 1 };

/** Holds PyTorch's word for the dtype in its error sentences (`expected m1 and m2 …, but got: int != float`). */
export const TORCH_SCALAR_NAME: Readonly<Record<DType, string>> = {
  float32: "float",
  float64: "double",
  int32: "int",
  bool: "bool",
};

/** Holds PyTorch's scalar types, as its errors of dispatch name them (`expected scalar type Float but found Int`). */
export const SCALAR_TYPE: Readonly<Record<DType, string>> = {
  float32: "Float",
  float64: "Double",
  int32: "Int",
  bool: "Bool",
};

export function isFloat(dtype: DType): boolean {
  return dtype === "float32" || dtype === "float64";
}

/** Returns a typed array of `length` elements over `buffer`, from `byteOffset` on. */
export function typedArray(dtype: DType, buffer: ArrayBufferLike, byteOffset: number, length: number): TypedArray {
  switch (dtype) {
    case "float32":
      return new Float32Array(buffer, byteOffset, length);
    case "float64":
      return new Float64Array(buffer, byteOffset, length);
    case "int32":
      return new Int32Array(buffer, byteOffset, length);
    case "bool":
      return new Uint8Array(buffer, byteOffset, length);
  }
}

/** Says whether these numbers are the typed array that the dtype's elements are kept in. */
export function isTypedArray(dtype: DType, values: ArrayLike<number>): values is TypedArray {
  switch (dtype) {
    case "float32":
      return values instanceof Float32Array;
    case "float64":
      return values instanceof Float64Array;
    case "int32":
      return values instanceof Int32Array;
    case "bool":
      return values instanceof Uint8Array;
  }
}
