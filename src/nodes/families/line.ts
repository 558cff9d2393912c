import type { NodeCode } from "../contract/torch.ts";

/** Returns the code of a node that makes its output in one line. */
export function line(out: string, code: string): NodeCode {
  return { forward: [`${out} = ${code}`] };
}

/** Returns sizes as PyTorch's methods take them, one after another; none as an empty tuple. */
export function argumentsOf(sizes: readonly string[]): string {
  return sizes.length === 0 ? "()" : sizes.join(", ");
}

/** Returns code as a factor of a product: in parentheses where it is more than a name or a number. */
export function factor(code: string): string {
  return /^[\w.]+(?:\([\w.]*\))?$/.test(code) ? code : `(${code})`;
}
