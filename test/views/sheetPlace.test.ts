import { expect, test } from "vitest";
import { sheetPlace } from "../../src/views/sheetPlace.ts";

test.each([
  ["a row", [4, 5], [2, 0], [1, 5], { x: 0, y: 0.5, width: 1, height: 0.25 }],
  ["a column", [4, 5], [0, 3], [4, 1], { x: 0.6, y: 0, width: 0.2, height: 1 }],
  ["a cell of a vector, which is drawn as a row", [4], [3], [1], { x: 0.75, y: 0, width: 0.25, height: 1 }],
  ["all of no numbers", [0], [0], [0], { x: 0, y: 0, width: 0, height: 0 }],
  ["rows without columns", [3, 0], [0, 0], [3, 0], { x: 0, y: 0, width: 0, height: 0 }],
  ["a number", [], [], [], { x: 0, y: 0, width: 1, height: 1 }],
  [
    "a vector at a place of three dimensions",
    [2, 3, 4],
    [1, 2, 0],
    [1, 1, 4],
    { x: 2 / 3, y: 0.5, width: 1 / 3, height: 0.5 },
  ],
])("%s", (_, shape, start, size, place) => {
  for (const [name, value] of Object.entries(sheetPlace(shape, { start, size }))) {
    expect(value, name).toBeCloseTo(place[name as keyof typeof place], 12);
  }
});
