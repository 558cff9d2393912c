import { DiagnosticError } from "../base/diagnostic.ts";
import { isFloat, type DType } from "../tensor/dtype.ts";
import { checkFits } from "./fits.ts";
import { keepsOrder } from "./keepsOrder.ts";
import { defineOp } from "./contract/op.ts";
import { converted } from "./promote.ts";
import { gated } from "./why/gated.ts";

/**
 * Gives the least and the largest number that may come out, of which either may be absent; infinite ones bound nothing.
 */
export type ClampAttributes = { readonly min?: number | null; readonly max?: number | null };

/** Is `torch.clamp`: what is beyond a bound becomes the bound. On a bound the gradient passes. */
export const clamp = defineOp({
  name: "clamp",
  inputs: ["x"],
  shape: ({ x }, attributes: ClampAttributes) => ({ dtype: dtypeOf(x.dtype, attributes), shape: x.shape }),
  stride: keepsOrder,
  forward({ x }, y, { kernels, attributes: { min, max } }) {
    kernels.clamp(converted(x, y, kernels), min ?? -Infinity, max ?? Infinity, y);
  },
  // dx += dy where min ≤ x ≤ max.
  backward({ x }, dy, grads, { kernels, attributes: { min, max } }) {
    if (grads.x !== undefined) kernels.clampBackward(x, min ?? -Infinity, max ?? Infinity, dy, grads.x);
  },
  why: gated<ClampAttributes>({
    value: ({ min, max }) => {
      const above = min == null ? "x" : "(x < least ? least : x)";
      return max == null ? above : `${above} > most ? most : ${above}`;
    },
    passes: {
      x: ({ min, max }) => `${min == null ? "" : "least <= "}x${max == null ? "" : " <= most"} ? d : 0`,
    },
    numbers: ({ min, max }) => ({ least: min, most: max }),
  }),
  told: {
    forward: "{x each}[, but at least {min}][, but at most {max}]",
    backward: "{y}.grad where nothing was cut off, and 0 elsewhere",
  },
  torch: ({ x }, { min = null, max = null }) =>
    `${x}.clamp(${[...(min === null ? [] : [`min=${python(min)}`]), ...(max === null ? [] : [`max=${python(max)}`])].join(", ")})`,
  examples: [
    { inputs: { x: [-2, 0.5, 3] }, attributes: { min: -1, max: 1 }, out: [-1, 0.5, 1] },
    { inputs: { x: [-2, 0.5, 3] }, attributes: { min: 0 }, out: [0, 0.5, 3] },
  ],
});

/** As PyTorch promotes: a bound that is no whole number makes integers floats, and truth values become integers. */
function dtypeOf(dtype: DType, { min = null, max = null }: ClampAttributes): DType {
  const bounds = [min, max].filter((bound) => bound !== null);
  if (bounds.length === 0)
    throw DiagnosticError.of("torch.clamp: At least one of 'min' or 'max' must not be None", {
      plain: "Give min, or max, or both.",
    });
  if (bounds.some(Number.isNaN)) {
    throw DiagnosticError.about(
      Number.isNaN(min) ? "min" : "max",
      "a bound is nan, expected a number, inf or -inf",
      "nan is neither below nor above a number.",
    );
  }
  const result = isFloat(dtype) ? dtype : bounds.every(Number.isInteger) ? "int32" : "float32";
  if (min !== null) checkFits(min, result, "min");
  if (max !== null) checkFits(max, result, "max");
  return result;
}

/** Returns a number as Python writes it. */
export function python(value: number): string {
  if (Number.isFinite(value)) return String(value);
  return Number.isNaN(value) ? "math.nan" : value > 0 ? "math.inf" : "-math.inf";
}
