import type { DType } from "../../tensor/dtype.ts";
import { formatShape } from "../../tensor/shape.ts";
import type { TensorSpec } from "../contract/op.ts";

const KIND: Readonly<Record<DType, string>> = {
  float32: "floats (float32)",
  float64: "floats (float64)",
  int32: "whole numbers (int32)",
  bool: "truth values (bool)",
};

/** Returns what the node calls a tensor, or what its op does. */
export function nameOf({ words }: TensorSpec, input: string): string {
  return words?.name ?? input;
}

/** Writes a tensor's name and shape: `x [32, 3, 2]`. */
export function sized(tensor: TensorSpec, input: string): string {
  return `${nameOf(tensor, input)} ${formatShape(tensor.shape)}`;
}

/** Writes what a tensor's rows are: `32 rows of 3 letters with 2 numbers each`, `3×4 rows of 2 numbers`. */
export function rowsOf({ shape, words }: TensorSpec): string {
  const last = counted(shape.at(-1) ?? 1, "number");
  const [rows, middle] = shape;
  if (shape.length < 2) return last;
  const unit = words?.dims[1]?.unit;
  if (shape.length === 3 && unit !== undefined) {
    return `${counted(rows!, "row")} of ${counted(middle!, unit)} with ${last} each`;
  }
  const many = shape.slice(0, -1).join("×");
  return many === "1" ? `1 row of ${last}` : `${many} rows of ${last}`;
}

/** Writes a count with its noun: `1 row`, `32 rows`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** Says what a tensor holds: `x holds whole numbers (int32)`. */
export function holds(tensor: TensorSpec, input: string): string {
  return `${nameOf(tensor, input)} holds ${KIND[tensor.dtype]}`;
}

/** Says that an op calculates with floats only. */
export function wantsFloats(tensor: TensorSpec, input = "x"): string {
  return `${holds(tensor, input)}; To makes floats of them.`;
}

/** Says that an op calculates with numbers only. */
export function wantsNumbers(tensor: TensorSpec, input = "x"): string {
  return `${holds(tensor, input)}; To makes 1 and 0 of them.`;
}

/** Says that two tensors must be of one dtype. */
export function wantsOneDtype(a: TensorSpec, b: TensorSpec, inputs: readonly [string, string] = ["a", "b"]): string {
  return `${holds(a, inputs[0])} and ${holds(b, inputs[1])}: both must be of one dtype. To makes them so.`;
}

/** Says that an op takes indices. */
export function wantsIndices(tensor: TensorSpec, input: string): string {
  return `${holds(tensor, input)}; To makes whole numbers of them.`;
}
