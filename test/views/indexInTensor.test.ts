import { array, assert, integer, nat, property, record, tuple } from "fast-check";
import { expect, test } from "vitest";
import { contiguousStride, offsetInStorage } from "../../src/base/stridedLayout.ts";
import { indexInTensor, isRowMajor, offsetArithmetic, storageColumns } from "../../src/views/indexInTensor.ts";

test("the arithmetic of an offset in the storage", () => {
  const view = { shape: [32, 6], stride: [6, 1], offset: 0 };
  expect(offsetArithmetic(view, [4, 3])).toBe("0 + 4·6 + 3·1 = 27");
  expect(offsetArithmetic({ shape: [32, 3, 2], stride: [6, 2, 1], offset: 0 }, [4, 1, 1])).toBe(
    "0 + 4·6 + 1·2 + 1·1 = 27",
  );
  expect(offsetArithmetic({ shape: [], stride: [], offset: 5 }, [])).toBe("5 = 5");
});

/** A contiguous tensor, turned and cut as views are. */
const views = tuple(
  array(integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 4 }),
  record({ turn: nat(24), cut: nat(3), axis: nat(3) }),
).map(([shape, { turn, cut, axis }]) => {
  const stride = [...contiguousStride(shape)];
  const at = axis % shape.length;
  const start = cut % shape[at]!;
  const sizes = shape.map((size, k) => (k === at ? size - start : size));
  const order = shape.map((_, k) => (k + turn) % shape.length);
  return {
    all: shape.reduce((product, size) => product * size, 1),
    layout: { shape: order.map((k) => sizes[k]!), stride: order.map((k) => stride[k]!), offset: start * stride[at]! },
  };
});

test("an offset in the storage leads back to the index, and only to one that is there", () => {
  assert(
    property(views, ({ all, layout }) => {
      const offsets = new Set<number>();
      const walk = (axis: number, index: readonly number[]): void => {
        if (axis < layout.shape.length) {
          for (let i = 0; i < layout.shape[axis]!; i++) walk(axis + 1, [...index, i]);
          return;
        }
        const offset = offsetInStorage(layout, index);
        offsets.add(offset);
        expect(indexInTensor(layout, offset)).toEqual(index);
      };
      walk(0, []);
      for (let offset = 0; offset < all; offset++)
        if (!offsets.has(offset)) expect(indexInTensor(layout, offset)).toBeNull();
    }),
  );
});

test("an expanded dimension has all its elements at one offset", () => {
  const bias = { shape: [32, 100], stride: [0, 1], offset: 0 };
  expect(offsetInStorage(bias, [31, 7])).toBe(7);
  expect(indexInTensor(bias, 7)).toEqual([0, 7]);
  expect(isRowMajor(bias)).toBe(false);
  expect(isRowMajor({ shape: [1, 6], stride: [99, 1], offset: 3 })).toBe(true);
});

test.each([
  ["a matrix, a row of it a row", [32, 100], [100, 1], 0, 3200, 100],
  ["three dimensions with short ends, an example a row", [32, 3, 2], [6, 2, 1], 0, 192, 6],
  ["a slice, whose rows lie apart", [32, 2], [6, 1], 2, 192, 6],
  ["a transposed matrix, as what it views", [100, 6], [1, 100], 0, 600, 100],
  ["very short rows, some side by side", [27, 2], [2, 1], 0, 54, 8],
  ["one number for all rows", [32, 100], [0, 1], 0, 100, 100],
  ["no dimensions", [], [], 0, 1, 1],
  ["nothing", [0], [1], 0, 0, 1],
] as const)("a storage is drawn in rows: %s", (_, shape, stride, offset, length, columns) => {
  expect(storageColumns({ shape, stride, offset }, length)).toBe(columns);
});
