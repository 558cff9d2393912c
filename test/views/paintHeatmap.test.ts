import { expect, test } from "vitest";
import { colourTables } from "../../src/views/colourTables.ts";
import type { HeatmapData } from "../../src/views/heatmapData.ts";
import { PixelCache } from "../../src/views/heatmapPixels.ts";
import { cellsBeyond, paintHeatmap } from "../../src/views/paintHeatmap.ts";

const tables = colourTables("light");
const { diverging, notFinite } = tables;
const masked: HeatmapData = {
  dtype: "float32",
  shape: [2, 3],
  tensorRows: 2,
  tensorColumns: 3,
  rows: 2,
  columns: 3,
  data: Float32Array.of(0.5, -1e9, Infinity, 2, 0, 40),
  maxAbs: 1e9,
  scale: 2,
  min: -1e9,
  max: 40,
};

test("what lies beyond the scale has the colour of its end, and is known as beyond", () => {
  const pixels = new Uint32Array(6);
  paintHeatmap(masked, tables, pixels);
  expect([...pixels]).toEqual([
    diverging[319],
    diverging[0],
    notFinite,
    diverging[510],
    diverging[255],
    diverging[510],
  ]);
  expect(cellsBeyond(masked, 2)).toEqual([1, 5]);
  expect(cellsBeyond({ ...masked, maxAbs: 2 }, 2)).toEqual([]);
  expect(cellsBeyond({ ...masked, dtype: "int32" }, null)).toEqual([]);
});

test("one scale for all paints a tensor paler than its own does, anew when that scale moves", () => {
  const cache = new PixelCache<string>();
  expect(cache.of("x", masked, tables).beyond).toEqual([1, 5]);
  const shared = cache.of("x", masked, tables, 40);
  expect([...shared.colours]).toEqual([
    diverging[258],
    diverging[0],
    notFinite,
    diverging[268],
    diverging[255],
    diverging[510],
  ]);
  expect(shared.beyond).toEqual([1]);
  expect(cache.of("x", masked, tables, 40)).toBe(shared);
});
