import { Beyond, inWords, readable } from "../values/beyond.ts";
import type { Elementwise, TensorValue, Value } from "../values/value.ts";

/** Returns an elementwise operation; an operand that is a formula already becomes part of it. */
export function element(op: string, operands: readonly TensorValue[]): Elementwise {
  return { kind: "op", op, operands: operands.map(operandOf) };
}

function operandOf(tensor: TensorValue): Elementwise {
  return tensor.formula ?? { kind: "leaf", tensor };
}

/** Returns a value as an operand of a formula: a tensor or a number. */
export function elementOf(value: Value, at: number): Elementwise {
  const read = readable(value);
  if (read.kind === "tensor") return operandOf(read);
  if (read.kind === "number") return { kind: "number", number: read };
  throw new Beyond(at, `expected a tensor or a number, got ${inWords(read)}`);
}
