import { expect, test } from "vitest";
import { cellNumbers } from "../../../src/editor/pictures/cellNumbers.ts";
import type { Preview } from "../../../src/protocol/preview.ts";

const preview = (data: readonly number[], rows: number, columns: number, sent = rows): Preview => ({
  node: "x",
  port: "out",
  side: "value",
  dtype: "float32",
  shape: [rows, columns],
  tensorRows: rows,
  tensorColumns: columns,
  rows: sent,
  columns,
  data: Float32Array.from(data),
  maxAbs: 1,
  scale: 1,
  min: 0,
  max: 1,
  mean: 0,
  notFinite: 0,
});
const pixels = (rows: number, columns: number) => ({
  rows,
  columns,
  colours: new Uint32Array(rows * columns).fill(0xffffffff),
});
const box = { x: 10, y: 20, width: 160, height: 64 };

test("each cell of a small tensor bears its number, in letters that its colour lets be read", () => {
  const dark = { rows: 4, columns: 1, colours: Uint32Array.of(0xff00_0040, 0xffff_ffff, 0xff00_0040, 0xffff_ffff) };
  const numbers = cellNumbers(preview([0, 1, 0.5, -0.25], 4, 1), dark, box, 1);
  expect(numbers.map(({ text }) => text)).toEqual(["0", "1.0", "0.50", "-0.25"]);
  expect(numbers.map(({ x, y }) => [x, y])).toEqual([28, 44, 60, 76].map((y) => [90, y]));
  expect(numbers.map(({ colour }) => colour)).toEqual(["#ffffff", "#1d1d1b", "#ffffff", "#1d1d1b"]);
});

test("no number is written where one has no room, nor where a cell stands for several numbers", () => {
  expect(cellNumbers(preview(Array<number>(64).fill(1), 8, 8), pixels(8, 8), box, 1)).toEqual([]);
  expect(cellNumbers(preview([1, 1, 1, 1], 4, 1), pixels(4, 1), { ...box, height: 40 }, 1)).toEqual([]);
  expect(cellNumbers(preview([1, 1], 4, 1, 2), pixels(2, 1), box, 1)).toEqual([]);
  expect(cellNumbers(preview([-0.00321, 1, 1, 1, 1, 1, 1, 1], 1, 8), pixels(1, 8), box, 1)).toEqual([]);
});

test("letters are as small as the widest number needs, and never below 10 pixels", () => {
  const sizes = (width: number, ratio: number) =>
    cellNumbers(preview([0.5, -0.25, 1, 2], 1, 4), pixels(1, 4), { ...box, width: width * ratio }, ratio).map(
      ({ size }) => size / ratio,
    );
  expect(sizes(400, 1)).toEqual([13, 13, 13, 13]);
  const [fitting] = sizes(144, 2);
  expect(fitting).toBeGreaterThan(10);
  expect(fitting).toBeLessThan(13);
  expect(sizes(100, 1)).toEqual([]);
});

test("in narrow cells numbers are rounded to hundredths, where these tell them apart", () => {
  const texts = (data: readonly number[], width = 120) =>
    cellNumbers(preview(data, 1, 4), pixels(1, 4), { ...box, width }, 1).map(({ text }) => text);
  expect(texts([0, -0.25, 0.0771, -1.5])).toEqual(["0", "-.25", ".08", "-1.5"]);
  expect(texts([0.999, -0.004, Number.NaN, 12])).toEqual(["1.0", "-.00", "nan", "12"]);
  expect(texts([-0.0025, 0.0012, 0, 0])).toEqual([]);
  expect(texts([-0.25, 1, 1, 1], 160)).toEqual(["-0.25", "1.0", "1.0", "1.0"]);
});
