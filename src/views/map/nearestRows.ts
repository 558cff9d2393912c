/** Says how alike two rows are: by the cosine of the angle between them, or by how far apart they are. */
export type Measure = "cosine" | "euclidean";

/** Holds a row and its cosine to another row, or its distance from it. */
export interface Neighbour {
  readonly row: number;
  readonly value: number;
}

/**
 * Returns the rows of a matrix that are most like one of them, the most alike first; of several that are equally so, the
 * first. Itself is left out, and so is what has no direction or is not finite.
 *
 * @param data row by row, `columns` numbers each.
 * @param count how many are returned at the most.
 */
export function nearestRows(
  data: ArrayLike<number>,
  columns: number,
  row: number,
  measure: Measure,
  count: number,
): readonly Neighbour[] {
  const rows = columns === 0 ? 0 : Math.floor(data.length / columns);
  const from = row * columns;
  const found: Neighbour[] = [];
  // The greatest first: of distances, their negatives.
  const rank = ({ value }: Neighbour): number => (measure === "cosine" ? value : -value);
  const ownLength = Math.sqrt(sumOfSquares(data, from, columns));
  for (let other = 0; other < rows; other++) {
    if (other === row) continue;
    const start = other * columns;
    const value =
      measure === "cosine"
        ? dot(data, from, start, columns) / (ownLength * Math.sqrt(sumOfSquares(data, start, columns)))
        : distance(data, from, start, columns);
    if (!Number.isFinite(value)) continue;
    const neighbour = { row: other, value };
    const last = found[count - 1];
    if (last !== undefined && rank(last) >= rank(neighbour)) continue;
    let at = found.length;
    while (at > 0 && rank(found[at - 1]!) < rank(neighbour)) at -= 1;
    found.splice(at, 0, neighbour);
    if (found.length > count) found.pop();
  }
  return found;
}

function dot(data: ArrayLike<number>, a: number, b: number, columns: number): number {
  let sum = 0;
  for (let at = 0; at < columns; at++) sum += data[a + at]! * data[b + at]!;
  return sum;
}

function sumOfSquares(data: ArrayLike<number>, from: number, columns: number): number {
  return dot(data, from, from, columns);
}

function distance(data: ArrayLike<number>, a: number, b: number, columns: number): number {
  let sum = 0;
  for (let at = 0; at < columns; at++) sum += (data[a + at]! - data[b + at]!) ** 2;
  return Math.sqrt(sum);
}
