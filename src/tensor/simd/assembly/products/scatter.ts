import { addedTo, oneAddedTo } from "./adding";

/** Puts rows of sums where they belong. If `adding` says so, they are added to what lies at `plus`, in rows of its own. */
export function scatter(
  rows: i32, columns: i32, sums: usize, sumsRow: usize, c: usize, cRow: usize, cColumn: usize, plus: usize, plusRow: usize, adding: i32,
): void {
  for (; rows > 0; ) {
    const turned = rows > 3 && cRow == 4 && plusRow == 4 ? columns & ~3 : 0;
    const high = turned ? 4 : 1;
    if (turned) scatterTurned(turned, sums, sumsRow, c, cColumn, plus, adding);
    for (let i = 0; i < high; i++) {
      for (let j = turned; j < columns; j++) {
        const at = <usize>j * cColumn;
        store<f32>(c + at, oneAddedTo(plus + at, load<f32>(sums + (<usize>j << 2)), adding));
      }
      sums += sumsRow;
      c += cRow;
      plus += plusRow;
    }
    rows -= high;
  }
}

/** Puts four rows of sums where each of their columns is four adjacent numbers: squares of 4 × 4 are transposed. */
function scatterTurned(columns: i32, sums: usize, sumsRow: usize, c: usize, cColumn: usize, plus: usize, adding: i32): void {
  for (let j = 0; j < columns; j += 4) {
    const r0 = v128.load(sums), r1 = v128.load(sums + sumsRow);
    const r2 = v128.load(sums + 2 * sumsRow), r3 = v128.load(sums + 3 * sumsRow);
    const low01 = v128.shuffle<f32>(r0, r1, 0, 4, 1, 5), high01 = v128.shuffle<f32>(r0, r1, 2, 6, 3, 7);
    const low23 = v128.shuffle<f32>(r2, r3, 0, 4, 1, 5), high23 = v128.shuffle<f32>(r2, r3, 2, 6, 3, 7);
    v128.store(c, addedTo(plus, v128.shuffle<f64>(low01, low23, 0, 2), adding));
    c += cColumn;
    plus += cColumn;
    v128.store(c, addedTo(plus, v128.shuffle<f64>(low01, low23, 1, 3), adding));
    c += cColumn;
    plus += cColumn;
    v128.store(c, addedTo(plus, v128.shuffle<f64>(high01, high23, 0, 2), adding));
    c += cColumn;
    plus += cColumn;
    v128.store(c, addedTo(plus, v128.shuffle<f64>(high01, high23, 1, 3), adding));
    c += cColumn;
    plus += cColumn;
    sums += 16;
  }
}
