import { addRows } from "./picking";
import { areFiniteMoves, beginMoves, moved, oneMoved } from "./products/adding";

// Gradients that are there for an update alone: a parameter moves as soon as its own is known. Products with `MOVES` do so, too.
export { areFiniteMoves, beginMoves };

/**
 * table −= rate · grads in the rows that the indices name, grads the sums of dy, once each; see `beginMoves`. The other rows of grads
 * stay, and count as 0. Contiguous rows of n float32; `marks` holds a byte a row meanwhile.
 *
 * @returns where an index stands that names no row, and nothing has moved then; −1 where all do
 */
export function moveRows(
  count: i32, n: i32, dy: usize, grads: usize, table: usize, rows: i32, index: usize, marks: usize,
): i32 {
  const row = <usize>n << 2;
  for (let i = 0; i < count; i++) {
    const at = load<i32>(index + (<usize>i << 2));
    if (<u32>at >= <u32>rows) return i;
    store<u8>(marks + <usize>at, 0);
    memory.fill(grads + <usize>at * row, 0, row);
  }
  addRows(count, n, dy, <i32>row, grads, <i32>row, rows, index);
  for (let i = 0; i < count; i++) {
    const at = <usize>load<i32>(index + (<usize>i << 2));
    if (load<u8>(marks + at)) continue;
    store<u8>(marks + at, 1);
    moveRow(n, grads + at * row, table + at * row);
  }
  return -1;
}

function moveRow(n: i32, grads: usize, parameters: usize): void {
  for (let j = n >> 2; j > 0; j--) {
    v128.store(parameters, moved(v128.load(parameters), v128.load(grads)));
    grads += 16;
    parameters += 16;
  }
  for (let j = n & 3; j > 0; j--) {
    store<f32>(parameters, oneMoved(load<f32>(parameters), load<f32>(grads)));
    grads += 4;
    parameters += 4;
  }
}
