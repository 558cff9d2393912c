import { fc } from "@fast-check/vitest";
import { halfWays, maddExact, type HalfWay } from "../../math/maddExact.ts";
import { tensorOf, type Tensor } from "../../../src/tensor/tensor.ts";

/** Is a product of m × k by k × n of which each element is a sum that a double would put half way between two float32. */
export interface HalfWayProduct {
  readonly m: number;
  readonly n: number;
  readonly k: number;
  /** Row-major; a is 0 but in two columns, b in two rows. */
  readonly a: readonly number[];
  readonly b: readonly number[];
  /** What is right, by whole numbers. */
  readonly y: readonly number[];
}

/** Sizes below and above those of tiles and of the 16 chains of a dot product. */
export const halfWayProducts: fc.Arbitrary<HalfWayProduct> = fc
  .record({
    m: fc.integer({ min: 1, max: 11 }),
    n: fc.oneof(fc.constantFrom(1, 2), fc.integer({ min: 1, max: 21 })),
    first: fc.integer({ min: 0, max: 20 }),
    more: fc.integer({ min: 0, max: 20 }),
    rows: fc.array(halfWays, { minLength: 11, maxLength: 11 }),
    signs: fc.array(fc.constantFrom(1, -1), { minLength: 21, maxLength: 21 }),
  })
  .map(({ m, n, first, more, rows, signs }) => {
    // So far apart that they meet in one of 16 chains, too.
    const second = first + 16;
    const k = second + 1 + more;
    const { b } = rows[0]!;
    const inRow = (row: number): HalfWay => rows[row]!;
    const left = Array.from({ length: m * k }, (_, at) => {
      const { a, c } = inRow(Math.floor(at / k));
      return at % k === first ? c : at % k === second ? a : 0;
    });
    const right = Array.from({ length: k * n }, (_, at) => {
      const row = Math.floor(at / n);
      return signs[at % n]! * (row === first ? 1 : row === second ? b : 0);
    });
    const y = Array.from({ length: m * n }, (_, at) => {
      const { a, c } = inRow(Math.floor(at / n));
      const sign = signs[at % n]!;
      return maddExact(a, sign * b, sign * c);
    });
    return { m, n, k, a: left, b: right, y };
  });

/** The operands of `matmul`, `matmulBackwardA` and `matmulBackwardB` that make it, each with a result of zeros. */
export function operandsOf({ m, n, k, a, b }: HalfWayProduct): Readonly<Record<string, [Tensor, Tensor, Tensor]>> {
  const result = () => tensorOf("float32", [m, n]);
  const left = tensorOf("float32", [m, k], [...a]);
  const right = tensorOf("float32", [k, n], [...b]);
  const transposed = (rows: number, columns: number, values: readonly number[]) =>
    tensorOf(
      "float32",
      [columns, rows],
      Array.from({ length: rows * columns }, (_, at) => values[(at % rows) * columns + Math.floor(at / rows)]!),
    );
  return {
    matmul: [left, right, result()],
    matmulBackwardA: [left, transposed(k, n, b), result()],
    matmulBackwardB: [transposed(m, k, a), right, result()],
  };
}
