import { fc, test } from "@fast-check/vitest";
import { expect } from "vitest";
import { kernels } from "../../kernels.ts";
import { tensorOf } from "../../../src/tensor/tensor.ts";
import { runs } from "../../runs.ts";

const integer = fc.oneof(fc.integer(), fc.constantFrom(2 ** 31 - 1, -(2 ** 31), 0, 1, -1));

/** What a kernel leaves in an int32, or the sum that it says does not fit. */
function outcome(run: () => number): number | bigint {
  try {
    return run();
  } catch (error) {
    return BigInt(/^the sum (\S+) does not fit into int32/.exec((error as Error).message)![1]!);
  }
}

function expectSum(found: number | bigint, exact: bigint): void {
  if (BigInt.asIntN(32, exact) === exact) expect(found).toBe(Number(exact));
  // The sentence has the digits of a double.
  else expect(Number(found)).toBe(Number(exact));
}

test.prop([fc.array(integer, { minLength: 1, maxLength: 40 })], { numRuns: runs(300, 20_000) })(
  "a sum of integers is exact, whatever it comes through, or refused by its number",
  (values) => {
    const y = tensorOf("int32", []);
    const found = outcome(() => {
      kernels.sum(tensorOf("int32", [values.length], values), [0], y);
      return y.storage.data[0]!;
    });
    expectSum(
      found,
      values.reduce((sum, value) => sum + BigInt(value), 0n),
    );
  },
);

test.prop([fc.array(fc.tuple(integer, integer), { minLength: 1, maxLength: 12 })], { numRuns: runs(300, 20_000) })(
  "a product of matrices of integers, too",
  (pairs) => {
    const a = tensorOf(
      "int32",
      [1, pairs.length],
      pairs.map(([x]) => x),
    );
    const b = tensorOf(
      "int32",
      [pairs.length, 1],
      pairs.map(([, x]) => x),
    );
    const y = tensorOf("int32", [1, 1]);
    const found = outcome(() => {
      kernels.matmul(a, b, y);
      return y.storage.data[0]!;
    });
    const exact = pairs.reduce((sum, [x, z]) => sum + BigInt(x) * BigInt(z), 0n);
    if (BigInt.asIntN(32, exact) === exact) expect(found).toBe(Number(exact));
    else expect(Math.abs(Number(found) / Number(exact) - 1)).toBeLessThan(1e-6);
  },
);
