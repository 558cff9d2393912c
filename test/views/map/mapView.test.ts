import { fc, test as check } from "@fast-check/vitest";
import { expect, test } from "vitest";
import {
  pannedView,
  placeOnMap,
  rowAt,
  wholeView,
  zoomedView,
  type MapPoints,
} from "../../../src/views/map/mapView.ts";
import { placeNames } from "../../../src/views/map/placeNames.ts";
import { searchLabels } from "../../../src/views/map/searchLabels.ts";

const size = { width: 300, height: 200 };
const points: MapPoints = { x: Float32Array.of(-2, 2, NaN, 0), y: Float32Array.of(-1, 1, 0, 0) };

test("the whole view shows all finite points within a margin, one scale for both directions", () => {
  const view = wholeView(points, size);
  expect(view).toEqual({ x: 0, y: 0, scale: 68 });
  expect(placeOnMap(points, 0, view, size)).toEqual({ x: 14, y: 168 });
  expect(placeOnMap(points, 1, view, size)).toEqual({ x: 286, y: 32 });
  expect(wholeView({ x: Float32Array.of(NaN), y: Float32Array.of(0) }, size)).toEqual({ x: 0, y: 0, scale: 100 });
});

check.prop([
  fc.tuple(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 200 })),
  fc.double({ min: 0.1, max: 10, noNaN: true }),
])("what is under the pointer stays under it when one looks closer", (at, factor) => {
  const view = { x: 1.5, y: -0.5, scale: 40 };
  const valueAt = (seen: typeof view) => [
    seen.x + (at[0] - size.width / 2) / seen.scale,
    seen.y - (at[1] - size.height / 2) / seen.scale,
  ];
  const closer = zoomedView(view, factor, at, size);
  expect(closer.scale).toBeCloseTo(40 * factor, 9);
  const [before, after] = [valueAt(view), valueAt(closer)];
  expect(after[0]).toBeCloseTo(before[0]!, 9);
  expect(after[1]).toBeCloseTo(before[1]!, 9);
});

test("a view that is moved takes its points along, and a click finds the nearest one within reach", () => {
  const view = pannedView(wholeView(points, size), 30, -10);
  expect(placeOnMap(points, 3, view, size)).toEqual({ x: 180, y: 90 });
  expect(rowAt(points, view, size, [185, 90], 12)).toBe(3);
  expect(rowAt(points, view, size, [200, 90], 12)).toBeNull();
});

test("a search has the word itself first, then what begins with it, then what contains it, whatever the case", () => {
  const labels = ["there", "The", "other", "then", "the", "whale", "lathe"];
  expect(searchLabels(labels, " the", 4)).toEqual({ rows: [1, 4, 0, 3], total: 6 });
  expect(searchLabels(labels, "WHALE", 4)).toEqual({ rows: [5], total: 1 });
  expect(searchLabels(labels, "x", 4)).toEqual({ rows: [], total: 0 });
  expect(searchLabels(labels, " ", 4)).toEqual({ rows: [], total: 0 });
});

test("names that would lie on one another are left out, the later ones, and no more are placed than may be", () => {
  const asked = [
    { row: 7, x: 50, y: 50, width: 40 },
    { row: 1, x: 70, y: 55, width: 40 },
    { row: 2, x: 95, y: 50, width: 40 },
    { row: 3, x: 50, y: 70, width: 40 },
    { row: 4, x: 200, y: 50, width: 40 },
  ];
  expect(placeNames(asked, 3)).toMatchObject([
    { row: 7, x: 50, y: 38 },
    { row: 2, x: 95, y: 38 },
    { row: 3, x: 50, y: 58 },
  ]);
});
