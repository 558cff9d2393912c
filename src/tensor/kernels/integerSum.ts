import { DiagnosticError } from "../../base/diagnostic.ts";
import type { Matrix } from "./matrix.ts";

/**
 * Sums of integers. PyTorch takes them in int64, which is not here: a sum is what it is, or it is refused; it never wraps.
 * Two sums are carried: one in double, which rounds beyond 2⁵³, and one modulo 2³², which is exact.
 */

/** Returns the sum that is near `sum`, and `low` modulo 2³². Throws a sentence with it where it is no int32. */
export function checkedSum(sum: number, low: number): number {
  const exact = low + 2 ** 32 * Math.round((sum - low) / 2 ** 32);
  if (exact === low) return low;
  throw DiagnosticError.of(`the sum ${exact} does not fit into int32, which stands for PyTorch's int64 here`, {
    plain: "int32 ends at 2,147,483,647. To makes floats of them before.",
  });
}

/** Calculates `c = a @ b` of int32: each element a {@link checkedSum}. */
export function integerProduct(m: number, n: number, k: number, a: Matrix, b: Matrix, c: Matrix): void {
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      let sum = 0;
      let low = 0;
      for (let t = 0; t < k; t++) {
        const x = a.data[a.offset + i * a.row + t * a.column]!;
        const y = b.data[b.offset + t * b.row + j * b.column]!;
        sum += x * y;
        low = (low + Math.imul(x, y)) | 0;
      }
      c.data[c.offset + i * c.row + j * c.column] = checkedSum(sum, low);
    }
  }
}
