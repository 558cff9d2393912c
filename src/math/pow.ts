import { exp } from "./exp.ts";
import { log } from "./log.ts";

/**
 * Returns xʸ as C defines it: 1ʸ and x⁰ are 1 even for nan, and (−1)^±∞ is 1. A double within a relative 2·10⁻¹³ of the
 * truth; powers of 2 and a ½ are exact. Made of + − × / √ alone (see `exp.ts`).
 */
export function pow(x: number, y: number): number {
  if (y === 0 || x === 1) return 1;
  if (x !== x || y !== y) return NaN;
  const size = Math.abs(x);
  if (y === Infinity || y === -Infinity) return size === 1 ? 1 : size > 1 === y > 0 ? Infinity : 0;
  const whole = y === Math.trunc(y);
  if (x < 0 && x !== -Infinity && !whole) return NaN;
  const value = powOfSize(size, y, whole);
  const negative = x < 0 || Object.is(x, -0);
  return negative && whole && y % 2 !== 0 ? -value : value;
}

/**
 * Returns xʸ in the engine's float64, where it differs from C: `Math.pow(1, NaN)` and `Math.pow(-1, Infinity)` are nan.
 */
export function pow64(x: number, y: number): number {
  if (x === 1 || (x === -1 && (y === Infinity || y === -Infinity))) return 1;
  return x ** y;
}

/** Returns xʸ of whole numbers, modulo 2³². A negative exponent gives 0, or ±1 for ±1, as in PyTorch. */
export function powOfIntegers(x: number, y: number): number {
  if (y < 0) return x === 1 ? 1 : x === -1 ? (y % 2 === 0 ? 1 : -1) : 0;
  let result = 1;
  for (let base = x, rest = y; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result = Math.imul(result, base);
    base = Math.imul(base, base);
  }
  return result;
}

function powOfSize(size: number, y: number, whole: boolean): number {
  if (size === 0 || size === Infinity) return (size === 0) === y > 0 ? 0 : Infinity;
  if (whole && y <= 1024 && y >= -1024) {
    const power = wholePow(size, Math.abs(y));
    if (power > 0 && power < Infinity) return y > 0 ? power : 1 / power;
  }
  return y === 0.5 ? Math.sqrt(size) : exp(y * log(size));
}

/** Returns xⁿ for a whole n of 0 or more, by squaring. */
export function wholePow(x: number, n: number): number {
  let result = 1;
  for (let base = x, rest = n; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result *= base;
    base *= base;
  }
  return result;
}
