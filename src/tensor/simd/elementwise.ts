import { BYTES } from "../dtype.ts";
import { areSingle, isWithin, pointerTo } from "./pointer.ts";
import { fillRows, loopsOver, mapPairs, mapRows, mapWords } from "./rows.ts";
import type { Preparations } from "./simd.ts";
import { accumulateSums, addProductSums, addScaledSums, isSum } from "./sums.ts";

const FLOAT = new Float32Array(1);
const WORD = new Int32Array(FLOAT.buffer);

/** Holds the arithmetic of tensors, element by element. */
export const elementwise = {
  fill(simd, y, value) {
    if (!isWithin(simd, y) || (y.dtype !== "float32" && y.dtype !== "int32")) return null;
    if (y.dtype === "int32") return fillRows(simd, y, value | 0);
    FLOAT[0] = value;
    return fillRows(simd, y, WORD[0]!);
  },
  copy(simd, x, y) {
    if (!isWithin(simd, x) || !isWithin(simd, y)) return null;
    if (x.dtype === "int32" && y.dtype === "float32") return mapWords(simd, "toFloat", x, y, () => 0);
    if (x.dtype !== y.dtype || BYTES[x.dtype] !== 4) return null;
    return mapWords(simd, "copy", x, y, () => 0);
  },
  add: (simd, a, b, y) => mapPairs(simd, "add", a, b, y),
  sub: (simd, a, b, y) => mapPairs(simd, "sub", a, b, y),
  mul: (simd, a, b, y) => mapPairs(simd, "mul", a, b, y),
  div: (simd, a, b, y) => mapPairs(simd, "div", a, b, y),
  largestDifference(simd, a, b, y) {
    const loops = loopsOver([a, b]);
    if (!areSingle(simd, a, b, y) || loops === null || loops.sizes.length > 2) return null;
    const [n, rows = 1] = loops.sizes as [number, number?];
    const [aStep, bStep] = loops.steps.map(([step]) => 4 * step!) as [number, number];
    const [aRow, bRow] = loops.steps.map(([, row = 0]) => 4 * row) as [number, number];
    const [p, q, to] = [pointerTo(a), pointerTo(b), pointerTo(y)];
    const run = simd.exported("largestDifference");
    return () => void run(rows, n, p, aRow, aStep, q, bRow, bStep, to);
  },
  accumulate: (simd, x, y) => (isSum(y) ? accumulateSums(simd, x, y) : mapRows(simd, "accumulate", x, y)),
  addScaled: (simd, x, scale, y) =>
    isSum(y) ? addScaledSums(simd, x, scale, y) : mapRows(simd, "addScaled", x, y, () => scale),
  addProduct: (simd, a, b, y, scale = 1) =>
    isSum(y) ? addProductSums(simd, a, b, y, scale) : mapPairs(simd, "addProduct", a, b, y, scale),
  sgd: (simd, parameter, grad, options) => mapRows(simd, "sgd", grad, parameter, () => options.lr),
} satisfies Preparations;
