import { fc, test as property } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { kernels } from "../../kernels.ts";
import { elements } from "../../../src/base/stridedLayout.ts";
import type { Shape } from "../../../src/tensor/shape.ts";
import { tensorOf, type Tensor } from "../../../src/tensor/tensor.ts";
import { laidOut, LAYOUTS, read } from "../layouts.ts";

const shapes = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 5 });
const layouts = fc.constantFrom(...LAYOUTS);
const masks = fc.array(fc.boolean(), { minLength: 5, maxLength: 5 });

function numbers(count: number): number[] {
  return Array.from({ length: count }, (_, at) => ((at * 37) % 23) / 4 - 2);
}

/** The elements that become one, in row-major order: the definition of a reduction, spelt out. */
function groupsOf(x: Tensor, dims: readonly number[]): number[][] {
  const groups = new Map<string, number[]>();
  const kept = x.shape.map((size, axis) => (dims.includes(axis) ? 1 : size));
  for (let at = 0; at < elements(kept); at++) groups.set(indexOf(at, kept).join(), []);
  for (const [at, value] of read(x).entries()) {
    const index = indexOf(at, x.shape).map((i, axis) => (dims.includes(axis) ? 0 : i));
    groups.get(index.join())!.push(value);
  }
  return [...groups.values()];
}

function indexOf(position: number, shape: Shape): number[] {
  let rest = position;
  const index = shape.toReversed().map((size) => {
    const digit = rest % size;
    rest = (rest - digit) / size;
    return digit;
  });
  return index.toReversed();
}

describe("reductions agree with the definition, however a tensor lies", () => {
  property.prop([shapes, layouts, masks])("sum, variance, max", (shape, layout, mask) => {
    const x = laidOut(layout, "float64", shape, numbers(elements(shape)));
    const dims = [...shape.keys()].filter((axis) => mask[axis]);
    const groups = groupsOf(x, dims);
    const y = tensorOf("float64", [groups.length]);

    // Sums of quarters are exact.
    kernels.sum(x, dims, y);
    expect(read(y)).toEqual(groups.map((group) => group.reduce((sum, value) => sum + value, 0)));

    if (groups.some((group) => group.length === 0)) return;
    const mean = tensorOf("float64", [groups.length]);
    kernels.variance(x, dims, 0, y, mean);
    for (const [at, group] of groups.entries()) {
      const average = group.reduce((sum, value) => sum + value, 0) / group.length;
      expect(mean.storage.data[at]).toBe(average);
      const squares = group.reduce((sum, value) => sum + (value - average) ** 2, 0);
      expect(y.storage.data[at]).toBeCloseTo(squares / group.length, 12);
    }

    const index = tensorOf("int32", [groups.length]);
    kernels.max(x, dims, y, index);
    expect(read(y)).toEqual(groups.map((group) => Math.max(...group)));
    expect(read(index)).toEqual(groups.map((group) => group.indexOf(Math.max(...group))));
  });

  it("a deviation is that of all numbers of a tensor, and of no others in its storage", () => {
    const whole = tensorOf("float32", [6], [100, 1, 2, 3, 4, 100]);
    const y = tensorOf("float64", []);
    kernels.deviation({ ...whole, shape: [2, 2], stride: [2, 1], offset: 1 }, y);
    expect(read(y)[0]).toBeCloseTo(Math.sqrt(5 / 3), 14);
    kernels.deviation({ ...whole, shape: [1], stride: [1] }, y);
    expect(read(y)).toEqual([NaN]);
  });

  it("sums and variances of float32 are those of float64, rounded once", () => {
    const values = Float32Array.from({ length: 100_000 }, (_, at) => 1000 + Math.sin(at * 0.7));
    const x = tensorOf("float32", [100_000], values);
    const y = tensorOf("float32", []);
    const mean = tensorOf("float32", []);
    const total = values.reduce((sum, value) => sum + value, 0);
    kernels.sum(x, [0], y);
    expect(read(y)).toEqual([Math.fround(total)]);
    kernels.variance(x, [0], 1, y, mean);
    const average = total / values.length;
    const squares = values.reduce((sum, value) => sum + (value - average) ** 2, 0);
    expect(read(y)).toEqual([Math.fround(squares / (values.length - 1))]);
    expect(read(mean)).toEqual([Math.fround(average)]);
  });
});
