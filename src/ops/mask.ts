import { DiagnosticError } from "../base/diagnostic.ts";
import { SCALAR_TYPE } from "../tensor/dtype.ts";
import type { TensorSpec } from "./contract/op.ts";

/**
 * Throws the sentence for a mask that does not hold truth values. `sentence` gets the scalar type that came, `Float`; `input`
 * is the mask's name.
 */
export function checkMask({ dtype }: TensorSpec, input: string, sentence: (found: string) => string): void {
  if (dtype !== "bool") throw DiagnosticError.about(input, sentence(SCALAR_TYPE[dtype]));
}
