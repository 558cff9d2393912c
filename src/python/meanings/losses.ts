import { Bound, type Arguments } from "../values/arguments.ts";
import { Beyond } from "../values/beyond.ts";
import type { Context } from "../values/context.ts";
import { numberOf } from "../values/number.ts";
import type { TensorValue } from "../values/value.ts";
import { applyWord } from "./applyWord.ts";
import { elementOf } from "./elements.ts";
import { tensorWords } from "./tensorWords.ts";

/** Is `F.mse_loss`: the mean of the squared differences. */
export function meanSquared(context: Context, args: Arguments): TensorValue {
  const bound = new Bound("mse_loss", args, ["input", "target", "size_average", "reduce", "reduction"]);
  const reduction = bound.string("reduction", "mean");
  if (reduction !== "mean" && reduction !== "sum") throw new Beyond(args.at, "mse_loss without a mean is not read");
  const operands = [bound.tensor("input"), bound.tensor("target")].map((tensor) => elementOf(tensor, args.at));
  const difference = { kind: "op", op: "-", operands } as const;
  const square = { kind: "op", op: "**", operands: [difference, { kind: "number", number: numberOf(2) }] } as const;
  const errors = context.formula(square);
  return applyWord(context, reduction, tensorWords[reduction]!, { ...args, positional: [errors], named: new Map() });
}
