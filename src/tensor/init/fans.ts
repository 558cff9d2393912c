import { DiagnosticError } from "../../base/diagnostic.ts";
import type { Shape } from "../shape.ts";

/**
 * Says how many inputs and outputs a weight `[in, out]` connects. PyTorch's own layers lay theirs `[out, in]`; the
 * numbers are the same. Throws PyTorch's sentence.
 */
export function fans(shape: Shape): { fanIn: number; fanOut: number } {
  const [fanIn, fanOut, ...field] = shape;
  if (fanIn === undefined || fanOut === undefined) {
    throw DiagnosticError.about(
      "init",
      "Fan in and fan out can not be computed for tensor with fewer than 2 dimensions",
      "This init goes by a weight's two sizes. randn does not.",
    );
  }
  const size = field.reduce((count, length) => count * length, 1);
  return { fanIn: fanIn * size, fanOut: fanOut * size };
}
