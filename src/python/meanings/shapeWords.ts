import type { Context } from "../values/context.ts";
import { numberOf, type NumberValue } from "../values/number.ts";
import type { TensorValue, Value } from "../values/value.ts";
import { applyWord } from "./applyWord.ts";
import { tensorWords } from "./tensorWords.ts";

function applied(context: Context, name: string, positional: readonly Value[], at: number): TensorValue {
  return applyWord(context, name, tensorWords[name]!, { at, positional, named: new Map() });
}

/** Swaps two dimensions. */
export function transposed(context: Context, x: TensorValue, a: number, b: number, at: number): TensorValue {
  return applied(context, "transpose", [x, numberOf(a), numberOf(b)], at);
}

/** Multiplies matrices. */
export function multiplied(context: Context, a: Value, b: Value, at: number): TensorValue {
  return applied(context, "matmul", [a, b], at);
}

/** Takes one index of a dimension, which goes. */
export function selected(context: Context, x: TensorValue, dim: number, index: NumberValue, at: number): TensorValue {
  return applied(context, "select", [x, numberOf(dim), index], at);
}

/** Puts in a dimension of size 1. */
export function unsqueezed(context: Context, x: TensorValue, dim: number, at: number): TensorValue {
  return applied(context, "unsqueeze", [x, numberOf(dim)], at);
}

/** Holds the methods of `nn.Module` that change nothing here and give the module back. */
export const idleMethods: ReadonlySet<string> = new Set([
  "train",
  "eval",
  "to",
  "cuda",
  "cpu",
  "float",
  "requires_grad_",
  "zero_grad",
]);
