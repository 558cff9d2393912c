import type { Arithmetic } from "../expression/compileTree.ts";
import { functions } from "../expression/functions.ts";
import type { DType } from "../tensor/dtype.ts";
import { atan } from "../tensor/math/atan.ts";
import { exp } from "../tensor/math/exp.ts";
import { exp32 } from "../tensor/math/exp32.ts";
import { log } from "../tensor/math/log.ts";
import { log32 } from "../tensor/math/log32.ts";
import { pow, pow64 } from "../tensor/math/pow.ts";
import { cos, sin } from "../tensor/math/sincos.ts";
import { cosh, sinh } from "../tensor/math/sinh.ts";
import { tanh32 } from "../tensor/math/tanh32.ts";

/** Functions that are the same to the bit in every engine, being specified so. */
const { abs, ceil, floor, round, sqrt } = functions;

/** 0 for nan, as in PyTorch. */
const sign = (x: number): number => (x > 0 ? 1 : x < 0 ? -1 : 0);

/** `sin` and `cos` ask for |x| ≤ 2¹⁶; beyond, whole turns are taken off first. */
const turned = (x: number): number => (x > 65536 || x < -65536 ? x % (2 * Math.PI) : x);

const single: Arithmetic = {
  round: Math.fround,
  power: pow,
  functions: {
    abs: abs!.apply,
    atan,
    ceil: ceil!.apply,
    cos: (x) => cos(turned(x)),
    cosh,
    exp: exp32,
    floor: floor!.apply,
    log: log32,
    log10: (x) => log(x) / Math.LN10,
    log2: (x) => log(x) / Math.LN2,
    round: round!.apply,
    sigmoid: (x) => 1 / (1 + exp(-x)),
    sign,
    sin: (x) => sin(turned(x)),
    sinh,
    sqrt: sqrt!.apply,
    tan: (x) => sin(turned(x)) / cos(turned(x)),
    tanh: tanh32,
  },
};

const double: Arithmetic = {
  round: (x) => x,
  power: pow64,
  functions: { ...Object.fromEntries(Object.entries(functions).map(([name, { apply }]) => [name, apply])), sign },
};

/** What a formula computes with: in float32 our own functions, rounded, in float64 the engine's. */
export function formulaArithmetic(dtype: DType): Arithmetic {
  return dtype === "float32" ? single : double;
}
