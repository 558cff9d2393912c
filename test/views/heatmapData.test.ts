import { describe, expect, test } from "vitest";
import * as fc from "fast-check";
import { colourTables, inkOn } from "../../src/views/colourTables.ts";
import { cell, cellAt, type HeatmapData } from "../../src/views/heatmapData.ts";
import { paintHeatmap } from "../../src/views/paintHeatmap.ts";

/** A heatmap over the numbers 0, 1, 2, … of a tensor, sampled as a session would. */
function heatmapOf(shape: readonly number[], rows: number, columns: number): HeatmapData {
  const tensorRows = shape.length < 2 ? 1 : shape[0]!;
  const tensorColumns = shape.length === 0 ? 1 : (shape.length < 2 ? shape : shape.slice(1)).reduce((a, b) => a * b, 1);
  const data = new Float32Array(rows * columns);
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) {
      data[r * columns + c] =
        Math.floor((r * tensorRows) / rows) * tensorColumns + Math.floor((c * tensorColumns) / columns);
    }
  }
  const max = tensorRows * tensorColumns - 1;
  return { dtype: "float32", shape, tensorRows, tensorColumns, rows, columns, data, maxAbs: max, min: 0, max };
}

/** The value at an index of that tensor. */
function valueAt(shape: readonly number[], index: readonly number[]): number {
  return index.reduce((flat, position, axis) => flat * shape[axis]! + position, 0);
}

describe("the cell under a pointer", () => {
  test("names the element in the tensor's own shape", () => {
    const heatmap = heatmapOf([32, 3, 2], 32, 6);
    expect(cell(heatmap, 3, 5)).toEqual({ row: 3, column: 5, index: [3, 2, 1], value: 23 });
    expect(cellAt(heatmap, 0.999, 0.999)?.index).toEqual([31, 2, 1]);
    expect(cell(heatmapOf([7], 1, 7), 0, 4)?.index).toEqual([4]);
    expect(cell(heatmapOf([], 1, 1), 0, 0)).toEqual({ row: 0, column: 0, index: [], value: 0 });
  });

  test("its index and its value belong together in every sampled picture", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 4 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: 1, max: 64 }),
        fc.integer({ min: 1, max: 128 }),
        (shape, x, y, maxRows, maxColumns) => {
          const whole = heatmapOf(shape, 1, 1);
          const rows = Math.min(maxRows, whole.tensorRows);
          const columns = Math.min(maxColumns, whole.tensorColumns);
          const found = cellAt(heatmapOf(shape, rows, columns), x, y);
          expect(found).not.toBeNull();
          expect(found!.value).toBe(valueAt(shape, found!.index));
        },
      ),
    );
  });

  test("an empty tensor has none", () => {
    expect(
      cellAt({ ...heatmapOf([1], 1, 1), shape: [0], rows: 0, columns: 0, data: new Float32Array() }, 0, 0),
    ).toBeNull();
  });
});

describe("the colours", () => {
  const tables = colourTables("light");
  const paint = (values: readonly number[], over: Partial<HeatmapData> = {}): number[] => {
    const data = Float32Array.from(values);
    const finite = values.filter(Number.isFinite);
    const pixels = new Uint32Array(values.length);
    const heatmap: HeatmapData = {
      dtype: "float32",
      shape: [values.length],
      tensorRows: 1,
      tensorColumns: values.length,
      rows: 1,
      columns: values.length,
      data,
      maxAbs: Math.max(0, ...finite.map(Math.abs)),
      min: Math.min(...finite),
      max: Math.max(...finite),
      ...over,
    };
    paintHeatmap(heatmap, tables, pixels);
    return [...pixels];
  };
  const middle = (tables.diverging.length - 1) / 2;

  test("zero is the middle, whatever else there is", () => {
    expect(paint([-2, 0, 5])[1]).toBe(tables.diverging[middle]);
    expect(paint([0, 0])).toEqual([tables.diverging[middle], tables.diverging[middle]]);
  });

  test("the greatest size has the end of its side", () => {
    expect(paint([-5, 5])).toEqual([tables.diverging[0], tables.diverging.at(-1)]);
  });

  test("nan and infinity have a colour that no number has", () => {
    expect(paint([Number.NaN, Infinity, -Infinity, 1]).slice(0, 3)).toEqual(Array(3).fill(tables.notFinite));
    expect(tables.diverging).not.toContain(tables.notFinite);
    expect(tables.neutral).not.toContain(tables.notFinite);
  });

  test("integers go from their least to their greatest", () => {
    expect(paint([0, 26], { dtype: "int32" })).toEqual([tables.neutral[0], tables.neutral.at(-1)]);
  });

  test("a number on any of them has a contrast of 4.5", () => {
    const light = (channel: number): number =>
      channel <= 10 ? channel / 255 / 12.92 : ((channel / 255 + 0.055) / 1.055) ** 2.4;
    for (const { diverging, neutral, notFinite } of [colourTables("light"), colourTables("dark")]) {
      for (const colour of [...diverging, ...neutral, notFinite]) {
        const [red, green, blue] = [colour, colour >> 8, colour >> 16].map((shifted) => light(shifted & 255));
        const ground = 0.2126 * red! + 0.7152 * green! + 0.0722 * blue! + 0.05;
        expect(inkOn(colour) === "#fff" ? 1.05 / ground : ground / 0.05).toBeGreaterThanOrEqual(4.5);
      }
    }
  });

  test("both grounds have their own colours", () => {
    expect(colourTables("dark").diverging[middle]).not.toBe(tables.diverging[middle]);
  });
});
