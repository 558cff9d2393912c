import { DiagnosticError } from "../base/diagnostic.ts";
import { SCALAR_TYPE } from "../tensor/dtype.ts";
import type { TensorSpec } from "./contract/op.ts";
import { holds } from "./plain/tensorInWords.ts";

/**
 * Throws the sentence for a mask that does not hold truth values. `sentence` gets the scalar type that came, `Float`; `input`
 * is the mask's name.
 */
export function checkMask(mask: TensorSpec, input: string, sentence: (found: string) => string): void {
  if (mask.dtype === "bool") return;
  const plain = `${holds(mask, input)}; a mask is bool. A comparison makes one, or To.`;
  throw DiagnosticError.about(input, sentence(SCALAR_TYPE[mask.dtype]), plain);
}
