/** Of directions along which rows spread almost alike it takes hundreds of rounds until they settle. */
const ROUNDS = 1000;
/** How much less than 1 the product of a direction and the one before is, at most, when it has settled. */
const SETTLED = 1e-14;

/**
 * Returns the two directions along which the rows of a matrix spread most, each of length 1: the first two principal
 * components. By power iteration on the covariance, from `before` on, so that from one picture of a training to the
 * next they turn and do not flip.
 *
 * @param data row by row, `columns` numbers each.
 * @param before the directions of the last picture, or null.
 */
export function principalComponents(
  data: ArrayLike<number>,
  columns: number,
  before: readonly [readonly number[], readonly number[]] | null = null,
): readonly [number[], number[]] {
  const covariance = covarianceOf(data, columns);
  const start = (at: number): readonly number[] =>
    before !== null && before[at]!.length === columns
      ? before[at]!
      : Array.from({ length: columns }, (_, column) => (column === at ? 1 : 0.1 / (column + 1)));
  const first = dominant(covariance, start(0), null);
  return [first, dominant(covariance, start(1), first)];
}

/** In arrays of doubles: of 17,000 rows of thirty numbers eight million products, for each picture of a training. */
function covarianceOf(data: ArrayLike<number>, columns: number): number[][] {
  const rows = columns === 0 ? 0 : Math.floor(data.length / columns);
  const mean = new Float64Array(columns);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) mean[column]! += data[row * columns + column]! / rows;
  const sums = new Float64Array(columns * columns);
  const centred = new Float64Array(columns);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) centred[column] = data[row * columns + column]! - mean[column]!;
    for (let i = 0; i < columns; i++) {
      const x = centred[i]!;
      const from = i * columns;
      for (let j = 0; j <= i; j++) sums[from + j]! += x * centred[j]!;
    }
  }
  const at = (i: number, j: number): number => sums[Math.max(i, j) * columns + Math.min(i, j)]!;
  return Array.from({ length: columns }, (_, i) => Array.from({ length: columns }, (_, j) => at(i, j)));
}

function dominant(matrix: readonly number[][], start: readonly number[], across: readonly number[] | null): number[] {
  let direction = normalised(orthogonal(start, across)) ?? fallback(start.length, across);
  for (let round = 0; round < ROUNDS; round++) {
    const next = normalised(orthogonal(turned(matrix, direction), across));
    // Rows that are all alike spread along no direction.
    if (next === null) return direction;
    const settled = 1 - product(next, direction) < SETTLED;
    direction = next;
    if (settled) return direction;
  }
  return direction;
}

function turned(matrix: readonly number[][], direction: readonly number[]): number[] {
  return matrix.map((row) => product(row, direction));
}

/** A loop, as it runs a thousand times for each of thirty columns. */
function product(one: readonly number[], other: readonly number[]): number {
  let sum = 0;
  for (let at = 0; at < one.length; at++) sum += one[at]! * other[at]!;
  return sum;
}

function orthogonal(vector: readonly number[], across: readonly number[] | null): readonly number[] {
  if (across === null) return vector;
  const share = product(vector, across);
  return vector.map((x, at) => x - share * across[at]!);
}

function normalised(vector: readonly number[]): number[] | null {
  const length = Math.hypot(...vector);
  return length > 1e-12 && Number.isFinite(length) ? vector.map((x) => x / length) : null;
}

/** Any direction that is not `across`. */
function fallback(size: number, across: readonly number[] | null): number[] {
  for (let at = 0; at < size; at++) {
    const unit = normalised(
      orthogonal(
        Array.from({ length: size }, (_, k) => (k === at ? 1 : 0)),
        across,
      ),
    );
    if (unit !== null) return unit;
  }
  return new Array<number>(size).fill(0);
}
