import { fc } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { elements } from "../../../src/base/stridedLayout.ts";
import { plain } from "../../../src/tensor/kernels/plain.ts";
import { preparations } from "../../../src/tensor/simd/preparations.ts";
import { tensorOf, type Tensor } from "../../../src/tensor/tensor.ts";
import { runs } from "../../runs.ts";
import { inMemory } from "./inMemory.ts";
import { instances } from "./instances.ts";
import { contiguous, laidAnyhow, lies, written, type Lie } from "./laidAnyhow.ts";
import { expectSameBits } from "./sameBits.ts";

const EVEN: Lie = { offset: 2, even: true, order: 0, gaps: [], expanded: [] };
const small = fc.integer({ min: 1, max: 20 });
const lying = fc.record({ sizes: fc.tuple(small, small), gap: fc.nat(2), rest: fc.array(fc.nat(9), { maxLength: 2 }) });

type Five = [Tensor, Tensor, Tensor, Tensor, Tensor];
type Calls = Readonly<Record<"oneHot" | "index" | "indexBackward" | "gather" | "scatterAdd", () => void>>;

/** Indices of a shape, from `least` on and below `size`; one for all places where they stand still. */
function indicesInto(size: number, least: number, shape: readonly number[], seed: number, still = false): Tensor {
  const count = still ? 1 : elements(shape);
  const values = Array.from({ length: count }, (_, at) => ((at * at + 7 * at + seed) % (size - least)) + least);
  const stride = still ? shape.map(() => 0) : tensorOf("int32", shape).stride;
  return { ...tensorOf("int32", [count], values), shape, stride };
}

/** What a call says when it is refused. */
function refusalOf(run: () => void): string {
  try {
    run();
  } catch (error) {
    return String(error);
  }
  return "no refusal";
}

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

  it("are those of the plain kernels where one or two indices name the places", () => {
    fc.assert(
      fc.property(
        lying,
        fc.boolean(),
        fc.boolean(),
        fc.array(small, { maxLength: 2 }),
        fc.nat(),
        (lie, two, still, shape, seed) => {
          const { sizes, gap, rest } = lie;
          const picked = two ? sizes : sizes.slice(0, 1);
          // Between what is picked there may be gaps.
          const whole = laidAnyhow([...picked.slice(0, -1), picked.at(-1)! + gap, ...rest], EVEN, seed);
          const x = { ...whole, shape: [...picked, ...rest] };
          const indices = picked.map((size, at) => indicesInto(size, -size, shape, seed + at, still && at === 0));
          const y = laidAnyhow([...shape, ...rest], EVEN, seed + 1);
          const some = y.shape.every((size) => size > 0);
          expect(expectSameBits(simd, "index", x, indices, y)).toBe(some);
          expect(expectSameBits(simd, "indexBackward", y, indices, x)).toBe(some);
          const ids = [x, y].map((tensor, at) => {
            const { stride, storage } = laidAnyhow(at === 0 ? whole.shape : y.shape, EVEN, seed, "int32");
            return { ...tensor, dtype: "int32" as const, stride, storage };
          });
          expect(expectSameBits(simd, "index", ids[0]!, indices, ids[1]!)).toBe(some);
        },
      ),
      { numRuns: runs(200, 20_000) },
    );
  });

  it("are those of the plain kernels, or of none here, however all lies", () => {
    fc.assert(
      fc.property(
        fc.tuple(small, small),
        small,
        fc.nat(3),
        lies,
        written,
        fc.nat(),
        (sizes, n, count, from, to, seed) => {
          const index = indicesInto(sizes[0], -sizes[0], [count, 2], seed);
          const classes = indicesInto(sizes[0], 0, [count, 2], seed);
          const transposed = { ...index, shape: [2, count], stride: index.stride.toReversed() };
          const x = laidAnyhow([...sizes, n], { ...from, expanded: [false, false, false] }, seed);
          expectSameBits(simd, "index", x, [index], laidAnyhow([count, 2, sizes[1], n], to, seed));
          expectSameBits(simd, "index", x, [transposed], laidAnyhow([2, count, sizes[1], n], to, seed));
          expectSameBits(simd, "indexBackward", laidAnyhow([count, 2, sizes[1], n], from, seed), [index], x);
          expectSameBits(
            simd,
            "oneHot",
            { ...transposed, storage: classes.storage },
            laidAnyhow([2, count, sizes[0]], EVEN, seed, "int32"),
          );
        },
      ),
      { numRuns: runs(100, 10_000) },
    );
  });

  it("are 1 among zeros, as the plain kernel has it", () => {
    fc.assert(
      fc.property(small, fc.array(small, { maxLength: 2 }), fc.boolean(), fc.nat(), (classes, shape, still, seed) => {
        const x = indicesInto(classes, 0, shape, seed, still);
        expect(expectSameBits(simd, "oneHot", x, laidAnyhow([...shape, classes], EVEN, seed, "int32"))).toBe(true);
      }),
      { numRuns: runs(100, 10_000) },
    );
  });

  it("are those of the plain kernels along a dimension, however all lies", () => {
    const shape = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(shape, fc.nat(2), small, lies, written, fc.nat(), (shape, at, size, from, to, seed) => {
        const dim = at % shape.length;
        // In the other dimensions x may be larger.
        const x = laidAnyhow(
          shape.map((own, axis) => (axis === dim ? size : own + (seed % 2))),
          from,
          seed,
        );
        const index = indicesInto(size, 0, shape, seed, seed % 5 === 0);
        const y = laidAnyhow(shape, EVEN, seed + 1);
        const done = expectSameBits(simd, "gather", x, dim, index, y);
        if (shape.length === 1) expect(done).toBe(true);
        const dx = laidAnyhow(x.shape, { ...to, even: true }, seed + 2);
        const added = expectSameBits(simd, "scatterAdd", laidAnyhow(shape, from, seed + 1), dim, index, dx);
        if (shape.length < 3) expect(added).toBe(true);
      }),
      { numRuns: runs(200, 20_000) },
    );
  });

  it.each([
    ["oneHot", [-1, 5], 0],
    ["oneHot", [3, -2], 0],
    ["oneHot", [1, 3], 0],
    ["index", [1, 3], 0],
    ["index", [-4, 7], 0],
    ["index", [-(2 ** 31), 0], 0],
    ["index", [1, 0], 2],
    ["index", [1, 0], -3],
    ["indexBackward", [-3, 2 ** 31 - 1], 0],
    ["gather", [1, 3], 0],
    ["gather", [-1, 3], 0],
    ["scatterAdd", [1, 7], 0],
  ] as const)("%s says and does what the plain kernel does where %j, %d are among the indices", (name, some, last) => {
    const index = tensorOf("int32", [4], [2, some[0], 0, some[1]]);
    const other = tensorOf("int32", [4], [0, 1, last, 1]);
    const tensors = [index, other, laidAnyhow([3, 2], EVEN, 1), laidAnyhow([4], EVEN, 2)];
    const own = [...tensors, laidAnyhow([4, 3], EVEN, 3, "int32")] as Five;
    const moved = inMemory(simd.memory, own) as Five;
    // Its first column.
    const line = (x: Tensor): Tensor => ({ ...x, shape: [3], stride: [2] });
    const plainly = ([i, j, x, y, rows]: Five): Calls => ({
      oneHot: () => plain.oneHot(i, rows),
      index: () => plain.index(x, [i, j], y),
      indexBackward: () => plain.indexBackward(y, [i, j], x),
      gather: () => plain.gather(line(x), 0, i, y),
      scatterAdd: () => plain.scatterAdd(y, 0, i, line(x)),
    });
    const here = ([i, j, x, y, rows]: Five): Calls => ({
      oneHot: preparations.oneHot!(simd, i, rows)!,
      index: preparations.index!(simd, x, [i, j], y)!,
      indexBackward: preparations.indexBackward!(simd, y, [i, j], x)!,
      gather: preparations.gather!(simd, line(x), 0, i, y)!,
      scatterAdd: preparations.scatterAdd!(simd, y, 0, i, line(x))!,
    });
    const expected = refusalOf(plainly(own)[name]);
    expect(expected).not.toBe("no refusal");
    expect(refusalOf(here(moved)[name])).toBe(expected);
    const numbers = (all: Five): number[][] => all.map(({ storage }) => [...storage.data]);
    expect(numbers(moved)).toEqual(numbers(own));
  });
});
