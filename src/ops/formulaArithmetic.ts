import type { Arithmetic } from "../expression/compileTree.ts";
import { functions } from "../expression/functions.ts";
import type { DType } from "../tensor/dtype.ts";
import { atan } from "../math/atan.ts";
import { erf } from "../math/erf.ts";
import { exp32 } from "../math/exp32.ts";
import { log10, log2 } from "../math/log2.ts";
import { log32 } from "../math/log32.ts";
import { pow } from "../math/pow.ts";
import { cos, sin } from "../math/sincos.ts";
import { sigmoid32 } from "../math/sigmoid32.ts";
import { cosh, sinh } from "../math/sinh.ts";
import { tanh32 } from "../math/tanh32.ts";

/** Functions that are the same to the bit in every engine, being specified so. */
const { abs, ceil, floor, round, sign, sqrt } = functions;

const single: Arithmetic = {
  round: Math.fround,
  power: pow,
  functions: {
    abs: abs!.apply,
    atan,
    ceil: ceil!.apply,
    cos,
    cosh,
    erf,
    exp: exp32,
    floor: floor!.apply,
    log: log32,
    log10,
    log2,
    round: round!.apply,
    sigmoid: sigmoid32,
    sign: sign!.apply,
    sin,
    sinh,
    sqrt: sqrt!.apply,
    tan: (x) => sin(x) / cos(x),
    tanh: tanh32,
  },
};

const double: Arithmetic = {
  round: (x) => x,
  power: pow,
  functions: Object.fromEntries(Object.entries(functions).map(([name, { apply }]) => [name, apply])),
};

/**
 * Returns what a formula computes with: in float32 PyTorch's functions, rounded, in float64 those of every expression.
 */
export function formulaArithmetic(dtype: DType): Arithmetic {
  return dtype === "float32" ? single : double;
}
