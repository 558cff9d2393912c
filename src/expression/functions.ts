import { atan } from "../math/atan.ts";
import { erf } from "../math/erf.ts";
import { exp } from "../math/exp.ts";
import { log } from "../math/log.ts";
import { log10, log2 } from "../math/log2.ts";
import { pow } from "../math/pow.ts";
import { cos, sin } from "../math/sincos.ts";
import { cosh, sinh } from "../math/sinh.ts";
import { tanh } from "../math/tanh.ts";

/** How many operands a function takes. */
interface Arity {
  readonly minOperands: number;
  readonly maxOperands: number;
}

/** Describes the functions of a language, by name. */
export type Callable = Readonly<Record<string, Arity>>;

/** Describes a function that an expression may call: numbers in, a number out. */
export interface ExpressionFunction extends Arity {
  readonly summary: string;
  readonly apply: (...operands: readonly number[]) => number;
}

function unary(summary: string, apply: (x: number) => number): ExpressionFunction {
  return { minOperands: 1, maxOperands: 1, summary, apply: (x = Number.NaN) => apply(x) };
}

/** The nearest whole number, halves to the even one, as `torch.round` does. */
function roundHalfToEven(x: number): number {
  const below = Math.floor(x);
  const rest = x - below;
  if (rest < 0.5) return below;
  if (rest > 0.5) return below + 1;
  return below % 2 === 0 ? below : below + 1;
}

/** 0 for nan, as in PyTorch. */
function sign(x: number): number {
  return x > 0 ? 1 : x < 0 ? -1 : 0;
}

/**
 * Holds the functions of the expression language, each with the same bits in every engine. Look a name up with {@link
 * findFunction}.
 */
export const functions: Readonly<Record<string, ExpressionFunction>> = {
  abs: unary("The absolute value.", Math.abs),
  atan: unary("The arc tangent.", atan),
  ceil: unary("The whole number at or above.", Math.ceil),
  cos: unary("The cosine.", cos),
  cosh: unary("The hyperbolic cosine.", cosh),
  erf: unary("The error function.", erf),
  exp: unary("e to the power of x.", exp),
  floor: unary("The whole number at or below.", Math.floor),
  log: unary("The natural logarithm.", log),
  log10: unary("The logarithm to base 10.", log10),
  log2: unary("The logarithm to base 2.", log2),
  max: { minOperands: 1, maxOperands: Infinity, summary: "The largest.", apply: Math.max },
  min: { minOperands: 1, maxOperands: Infinity, summary: "The smallest.", apply: Math.min },
  pow: {
    minOperands: 2,
    maxOperands: 2,
    summary: "pow(x, y) is x ^ y.",
    apply: (x = Number.NaN, y = Number.NaN) => pow(x, y),
  },
  round: unary("The nearest whole number, halves to the even one, as torch.round.", roundHalfToEven),
  sigmoid: unary("1 / (1 + exp(-x)).", (x) => 1 / (1 + exp(-x))),
  sign: unary("-1, 0 or 1.", sign),
  sin: unary("The sine.", sin),
  sinh: unary("The hyperbolic sine.", sinh),
  sqrt: unary("The square root.", Math.sqrt),
  tan: unary("The tangent.", (x) => sin(x) / cos(x)),
  tanh: unary("The hyperbolic tangent.", tanh),
};

/** The names that always mean the same number. */
const constants: Readonly<Record<string, number>> = { e: Math.E, pi: Math.PI };

/** Returns the function of this name, if there is one: `constructor` and the like are none. */
export function findFunction(name: string): ExpressionFunction | undefined {
  return Object.hasOwn(functions, name) ? functions[name] : undefined;
}

/** Returns the constant of this name, if there is one. */
export function findConstant(name: string): number | undefined {
  return Object.hasOwn(constants, name) ? constants[name] : undefined;
}
