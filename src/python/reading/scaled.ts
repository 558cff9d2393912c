import { combined, numberOf, type NumberValue } from "../values/number.ts";
import type { TensorValue, Value } from "../values/value.ts";
import type { Reader } from "./reader.ts";

/**
 * Returns a parameter drawn larger: `torch.randn(…) * 0.1`, before a gradient is asked for. Null for what is another kind of
 * operation.
 */
export function scaled(reader: Reader, op: string, left: Value, right: Value, at: number): TensorValue | null {
  const [tensor, number] =
    left.kind === "tensor" ? [left, right] : op === "*" || op === "+" ? [right, left] : [null, left];
  if (tensor?.kind !== "tensor" || number.kind !== "number" || number.moving || number.known) return null;
  const node = tensor.node;
  if (node?.draw == null || node.trained || tensor.flipped === true) return null;
  const { init, gain } = node.settings;
  const before = reader.gainOf(node);
  const scale = (by: NumberValue): TensorValue =>
    reader.scaled(tensor, { name: String(init ?? "randn"), gain: by }, at);
  if ((op === "+" || op === "-") && number.value === 0) return tensor;
  if ((op === "*" || op === "/") && number.value === 1) return tensor;
  if (op === "*" && number.value === 0) return scale(numberOf(0));
  if (init === "zeros" && (op === "*" || op === "/")) return tensor;
  if (op === "-" && init === "uniform" && isHalf(number, before)) {
    return reader.scaled(tensor, { name: "uniform_symmetric", gain: number }, at);
  }
  if (init === "ones" || (gain === undefined && init === "kaiming_normal")) return null;
  if (op === "*") return scale(before === null ? number : combined("*", before, number)!);
  if (op === "/") return scale(combined("/", before ?? numberOf(1), number)!);
  return null;
}

/** `torch.rand(…) * 2 - 1` goes as far below 0 as above. */
function isHalf(number: NumberValue, gain: NumberValue | null): boolean {
  return number.value !== null && 2 * number.value === (gain?.value ?? 1);
}
