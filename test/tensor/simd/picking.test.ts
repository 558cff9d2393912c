import { fc } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { preparations } from "../../../src/tensor/simd/preparations.ts";
import { tensorOf } from "../../../src/tensor/tensor.ts";
import { runs } from "../../runs.ts";
import { inMemory } from "./inMemory.ts";
import { instances } from "./instances.ts";
import { contiguous, laidAnyhow, type Lie } from "./laidAnyhow.ts";
import { expectSameBits } from "./sameBits.ts";

const EVEN: Lie = { offset: 2, even: true, order: 0, gaps: [], expanded: [] };
const small = fc.integer({ min: 1, max: 20 });

describe.each(["fused", "exact"] as const)("rows picked by the %s module", (variant) => {
  const simd = instances[variant];

  it("are those of the plain kernels", () => {
    fc.assert(
      fc.property(small, small, small, contiguous, fc.nat(), (rows, n, count, lie, seed) => {
        const indices = Array.from({ length: count }, (_, at) => (at * at + seed) % rows);
        const index = tensorOf("int32", [count], indices);
        const [table, dy] = [laidAnyhow([rows, n], lie, seed), laidAnyhow([count, n], EVEN, seed + 1)];
        expect(expectSameBits(simd, "embedding", table, index, dy)).toBe(true);
        expect(expectSameBits(simd, "gatherRows", table, index, dy)).toBe(true);
        expect(expectSameBits(simd, "embeddingBackward", index, dy, table)).toBe(true);
        const ids = [laidAnyhow([rows, n], EVEN, seed, "int32"), laidAnyhow([count, n], EVEN, seed, "int32")];
        expect(expectSameBits(simd, "gatherRows", ids[0]!, index, ids[1]!)).toBe(true);
      }),
      { numRuns: runs(100, 10_000) },
    );
  });

  it.each([-1, 3, 2 ** 31 - 1])("an index %d of 3 rows is refused in PyTorch's words", (index) => {
    const tensors = [laidAnyhow([3, 2], EVEN, 1), tensorOf("int32", [2], [1, index]), laidAnyhow([2, 2], EVEN, 2)];
    const [table, indices, y] = inMemory(simd.memory, tensors);
    const run = preparations.embedding!(simd, table!, indices!, y!);
    expect(run).toThrow("index out of range in self");
  });
});
