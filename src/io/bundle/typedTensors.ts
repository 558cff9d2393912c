import { DiagnosticError } from "../../base/diagnostic.ts";
import { quote } from "../../base/quote.ts";
import { checkShape, type Shape } from "../../tensor/shape.ts";
import type { TypedArray } from "../../tensor/dtype.ts";
import type { StoredDType, StoredTensor } from "../safetensors/storedTensor.ts";

/** Returns a tensor to be stored, bit for bit: typed arrays lie in little endian wherever this program runs. */
export function storedOf(data: TypedArray, shape: Shape = [data.length]): StoredTensor {
  const bytes = new Uint8Array(data.byteLength);
  bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  return { dtype: dtypeOf(data), shape, bytes };
}

function dtypeOf(data: TypedArray): StoredDType {
  if (data instanceof Float32Array) return "F32";
  if (data instanceof Float64Array) return "F64";
  return data instanceof Int32Array ? "I32" : "BOOL";
}

/** Returns the elements of a stored tensor, bit for bit. Throws a DiagnosticError for a dtype that no state has. */
export function typedOf({ dtype, shape, bytes }: StoredTensor, name: string): TypedArray {
  checkShape(shape);
  const { buffer } = bytes.slice();
  switch (dtype) {
    case "F32":
      return new Float32Array(buffer);
    case "F64":
      return new Float64Array(buffer);
    case "I32":
      return new Int32Array(buffer);
    case "BOOL":
      if (bytes.some((byte) => byte > 1)) throw DiagnosticError.of(`tensor ${quote(name)}: expected 0 and 1 only`);
      return new Uint8Array(buffer);
    default:
      throw DiagnosticError.of(`tensor ${quote(name)}: expected F32, F64, I32 or BOOL, got ${dtype}`);
  }
}
