import { DiagnosticError } from "../../base/diagnostic.ts";
import { MOST, type SafeTensors } from "./storedTensor.ts";

/**
 * Writes a file of safetensors: the header's length in eight bytes, the header (JSON, padded with blanks to a multiple of
 * eight), and the tensors' bytes without holes. Throws a DiagnosticError beyond the limits that it is read with.
 */
export function writeSafetensors({ tensors, metadata }: SafeTensors): Uint8Array<ArrayBuffer> {
  const header: Record<string, unknown> = {};
  if (metadata.size > 0) header["__metadata__"] = Object.fromEntries(metadata);
  let offset = 0;
  for (const [name, { dtype, shape, bytes }] of tensors) {
    const end = offset + bytes.length;
    // Defined, not assigned: a tensor may be called `__proto__`.
    const value = { dtype, shape, data_offsets: [offset, end] };
    Object.defineProperty(header, name, { value, enumerable: true });
    offset = end;
  }
  const json = new TextEncoder().encode(JSON.stringify(header));
  const length = Math.ceil(json.length / 8) * 8;
  if (tensors.size > MOST.tensors || length > MOST.header || 8 + length + offset > MOST.bytes) {
    throw DiagnosticError.of("the model is too large for a file of safetensors: at most 10,000 tensors and 256 MiB");
  }
  const file = new Uint8Array(8 + length + offset);
  new DataView(file.buffer).setBigUint64(0, BigInt(length), true);
  file.fill(0x20, 8, 8 + length);
  file.set(json, 8);
  let at = 8 + length;
  for (const { bytes } of tensors.values()) {
    file.set(bytes, at);
    at += bytes.length;
  }
  return file;
}
