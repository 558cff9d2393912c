import { expect, test } from "vitest";
import { nearestRows } from "../../../src/views/map/nearestRows.ts";
import { projectRows } from "../../../src/views/map/projectRows.ts";
import { principalComponents } from "../../../src/views/principalComponents.ts";
import { fixture } from "../../fixtures/fixture.ts";

interface Recorded {
  readonly rows: readonly number[];
  readonly values: readonly number[];
}

/** What NumPy has for 40 rows: test/fixtures/make_neighbours.py. */
const recorded = fixture("neighbours.json") as {
  readonly columns: number;
  readonly data: readonly number[];
  readonly components: readonly [readonly number[], readonly number[]];
  readonly cosine: readonly Recorded[];
  readonly euclidean: readonly Recorded[];
};
const data = Float32Array.from(recorded.data);

test.each(["cosine", "euclidean"] as const)("the nearest rows by %s are NumPy's", (measure) => {
  for (const [row, { rows, values }] of recorded[measure].entries()) {
    const found = nearestRows(data, recorded.columns, row, measure, rows.length);
    expect(found.map((neighbour) => neighbour.row)).toEqual(rows);
    for (const [at, { value }] of found.entries()) expect(value).toBeCloseTo(values[at]!, 12);
  }
});

test("by cosine a row's length does not count, by distance it does; of two equally near the first comes first", () => {
  const rows = Float32Array.of(1, 0, 10, 0, 2, 2, 0, 1, 0, -1);
  const asked = (measure: "cosine" | "euclidean") => nearestRows(rows, 2, 0, measure, 4);
  expect(asked("cosine").map(({ row }) => row)).toEqual([1, 2, 3, 4]);
  expect(asked("cosine").map(({ value }) => value)).toEqual([1, expect.closeTo(Math.SQRT1_2), 0, 0]);
  expect(asked("euclidean").map(({ row }) => row)).toEqual([3, 4, 2, 1]);
  expect(asked("euclidean").map(({ value }) => value)).toEqual([
    expect.closeTo(Math.SQRT2),
    expect.closeTo(Math.SQRT2),
    expect.closeTo(Math.sqrt(5)),
    9,
  ]);
});

test("rows without a direction, or that are not finite, are near to nothing", () => {
  const rows = Float32Array.of(1, 1, 0, 0, NaN, 1, Infinity, 0, 1, 0);
  expect(nearestRows(rows, 2, 0, "cosine", 9).map(({ row }) => row)).toEqual([4]);
  expect(nearestRows(rows, 2, 0, "euclidean", 9).map(({ row }) => row)).toEqual([4, 1]);
  expect(nearestRows(rows, 2, 1, "cosine", 9)).toEqual([]);
});

test("the principal components are NumPy's but for their sign, and rows are projected on them", () => {
  const found = principalComponents(data, recorded.columns);
  const { x, y } = projectRows(data, recorded.columns, found);
  for (const [at, direction] of found.entries()) {
    const dot = direction.reduce((sum, share, column) => sum + share * recorded.components[at]![column]!, 0);
    expect(Math.abs(dot)).toBeCloseTo(1, 9);
    const along = at === 0 ? x : y;
    for (const row of [0, 17, 39]) {
      const exact = recorded.components[at]!.reduce(
        (sum, share, column) => sum + share * data[row * recorded.columns + column]!,
        0,
      );
      expect(along[row]).toBeCloseTo(Math.sign(dot) * exact, 4);
    }
  }
});
