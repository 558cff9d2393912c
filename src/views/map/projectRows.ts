import type { MapPoints } from "./mapView.ts";

/**
 * Returns how far each row of a matrix lies along two directions.
 *
 * @param data row by row, `columns` numbers each.
 */
export function projectRows(
  data: ArrayLike<number>,
  columns: number,
  [across, up]: readonly [readonly number[], readonly number[]],
): MapPoints {
  const rows = columns === 0 ? 0 : Math.floor(data.length / columns);
  const [x, y] = [new Float32Array(rows), new Float32Array(rows)];
  for (let row = 0, at = 0; row < rows; row++) {
    let [first, second] = [0, 0];
    for (let column = 0; column < columns; column++, at++) {
      const value = data[at]!;
      first += across[column]! * value;
      second += up[column]! * value;
    }
    x[row] = first;
    y[row] = second;
  }
  return { x, y };
}
