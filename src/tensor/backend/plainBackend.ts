import { plain } from "../kernels/plain.ts";
import type { Backend, KernelName, Operands } from "./backend.ts";
import { ownBlock } from "./block.ts";

/** Is the backend of plain loops over typed arrays: always there, and the oracle for any other. */
export const plainBackend: Backend = { name: "plain", kernels: plain, allocate: ownBlock, prepare: preparePlain };

/** Returns what calls a plain kernel. The operands' arrays are looked up at each call: memory may grow in between. */
export function preparePlain<Name extends KernelName>(name: Name, ...operands: Operands<Name>): () => void {
  // A kernel and its operands fit by `Name`, which TypeScript does not follow into a union of 60 signatures.
  const kernel = plain[name] as (...given: readonly unknown[]) => void;
  const [a, b, c, d] = operands as readonly unknown[];
  switch (operands.length) {
    case 2:
      return () => kernel(a, b);
    case 3:
      return () => kernel(a, b, c);
    case 4:
      return () => kernel(a, b, c, d);
    default:
      return () => kernel(...operands);
  }
}
