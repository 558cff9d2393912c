import { describe, expect, it } from "vitest";
import { broadcastShape } from "../../src/tensor/broadcast.ts";
import { computeStride } from "../../src/tensor/computeStride.ts";
import { expandTensor, expandWindow } from "../../src/tensor/expand.ts";
import { offsetAt } from "../../src/tensor/kernels/strided.ts";
import { contiguousStride, elements } from "../../src/base/stridedLayout.ts";
import { checkShape, formatShape } from "../../src/tensor/shape.ts";
import { Storage } from "../../src/tensor/storage.ts";
import { isContiguous, planTensor, tensorOf } from "../../src/tensor/tensor.ts";
import { fixture } from "../fixtures/fixture.ts";
import { laidOut, LAYOUTS, offsetsOf } from "./layouts.ts";

type Numbers = readonly number[];
type View = readonly [shape: Numbers, stride: Numbers, viewed: Numbers, expected: Numbers | null];
type Expansion = readonly [shape: Numbers, stride: Numbers, sizes: Numbers, expected: Numbers];
const { views, expansions } = fixture("torch.json") as { views: readonly View[]; expansions: readonly Expansion[] };

describe("computeStride", () => {
  it("gives PyTorch's strides, or refuses where PyTorch refuses, for 300 strided tensors", () => {
    expect(views.filter(([, , , expected]) => expected === null).length).toBeGreaterThan(30);
    for (const [shape, stride, viewed, expected] of views) {
      expect(
        computeStride(shape, stride, viewed),
        `${formatShape(shape)} ${formatShape(stride)} as ${formatShape(viewed)}`,
      ).toEqual(expected);
    }
  });

  it("leaves every element in its place", () => {
    for (const [shape, stride, viewed] of views) {
      const result = computeStride(shape, stride, viewed);
      if (result === null) continue;
      expect(offsetsOf({ shape: viewed, stride: result, offset: 3 })).toEqual(offsetsOf({ shape, stride, offset: 3 }));
    }
  });
});

describe("expandWindow", () => {
  it("gives PyTorch's strides for 200 tensors, also of new dimensions of size 1", () => {
    for (const [shape, stride, sizes, expected] of expansions) {
      expect(
        expandWindow({ dtype: "float32", shape, stride }, sizes).stride,
        `${formatShape(shape)} ${formatShape(stride)} to ${formatShape(sizes)}`,
      ).toEqual(expected);
    }
  });
});

describe("shapes", () => {
  it("count their elements and their contiguous strides", () => {
    expect([elements([]), elements([3, 0]), elements([2, 3, 5])]).toEqual([1, 0, 30]);
    expect([contiguousStride([]), contiguousStride([2, 3, 5]), contiguousStride([4, 0, 3])]).toEqual([
      [],
      [15, 5, 1],
      [3, 3, 1],
    ]);
  });

  it("broadcast from the last dimension on", () => {
    expect(broadcastShape([3, 1], [5])).toEqual([3, 5]);
    expect(broadcastShape([], [2, 0])).toEqual([2, 0]);
    expect(broadcastShape([1], [0])).toEqual([0]);
  });

  it.each([
    [[-1], "shape [-1] has the size -1, expected a whole number of 0 or more"],
    [[1.5, 2], "shape [1.5, 2] has the size 1.5, expected a whole number of 0 or more"],
    [[NaN], "shape [NaN] has the size NaN, expected a whole number of 0 or more"],
    [[65536, 65536], "shape [65536, 65536] has 4,294,967,296 elements, at most 67,108,864 are allowed"],
    [[1, 1, 1, 1, 1, 1, 1, 1, 1], "shape [1, 1, 1, 1, 1, 1, 1, 1, 1] has 9 dimensions, at most 8 are allowed"],
  ])("of %j are refused", (shape, message) => {
    expect(() => checkShape(shape)).toThrow(message);
  });

  it("at the limits are taken", () => {
    expect(() => checkShape([8192, 8192])).not.toThrow();
    expect(() => checkShape([1, 1, 1, 1, 1, 1, 1, 2 ** 26])).not.toThrow();
  });
});

describe("tensors", () => {
  it("know whether they are contiguous", () => {
    const lies = LAYOUTS.map((layout) => isContiguous(laidOut(layout, "float32", [2, 3], [1, 2, 3, 4, 5, 6])));
    expect(lies).toEqual([true, false, false, false, false]);
    expect(isContiguous({ ...tensorOf("float32", [1, 3, 1]), stride: [99, 1, 7] })).toBe(true);
    expect(isContiguous({ ...tensorOf("float32", [0, 3]), stride: [5, 7] })).toBe(true);
  });

  it("refuse a wrong number of values, and to be read before they have memory", () => {
    expect(() => tensorOf("float32", [2, 2], [1, 2, 3])).toThrow("3 values for a tensor of 4 elements");
    const planned = planTensor("float64", [2, 3]);
    expect([planned.storage.bound, planned.storage.bytes]).toEqual([false, 48]);
    expect(() => planned.storage.data).toThrow("before it was bound");
    planned.storage.bind(new ArrayBuffer(64), 16);
    expect(planned.storage.data.byteOffset).toBe(16);
  });

  it("share their storage when expanded, and stay themselves when nothing changes", () => {
    const row = tensorOf("float32", [3], [1, 2, 3]);
    const rows = expandTensor(row, [2, 3]);
    expect(rows.storage).toBe(row.storage);
    expect(offsetsOf(rows)).toEqual([0, 1, 2, 0, 1, 2]);
    expect(expandTensor(row, [3])).toBe(row);
  });

  it("find their elements by position in any layout", () => {
    for (const shape of [[], [5], [2, 3], [3, 1, 4], [2, 3, 2, 2]]) {
      for (const layout of LAYOUTS) {
        const tensor = laidOut(
          layout,
          "int32",
          shape,
          Array.from({ length: elements(shape) }, (_, at) => at),
        );
        const offsets = Array.from({ length: elements(shape) }, (_, at) => offsetAt(tensor, at));
        expect(offsets).toEqual(offsetsOf(tensor));
      }
    }
  });

  it.each(["float32", "float64", "int32", "bool"] as const)("of %s have memory of their own size", (dtype) => {
    const storage = Storage.allocate(dtype, 3);
    expect([storage.data.byteLength, storage.length]).toEqual([storage.bytes, 3]);
  });
});
