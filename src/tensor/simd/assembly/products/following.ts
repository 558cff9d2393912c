import { relu, sigmoid, tanh } from "../functions";
import { loadUpTo4, storeUpTo4 } from "../lanes/load";

/** What is computed of the sums with the bias: nothing, … */
export const NOTHING: i32 = 0;
/** … or a function of each. */
const TANH: i32 = 1;
const RELU: i32 = 2;
const SIGMOID: i32 = 3;

/** Adds a bias to rows of n sums, in place, while they are in the cache. */
export function addBias(rows: i32, n: i32, c: usize, cRow: usize, bias: usize): void {
  for (; rows > 0; rows--) {
    let to = c, from = bias, left = n;
    for (; left > 3; left -= 4) {
      v128.store(to, f32x4.add(v128.load(to), v128.load(from)));
      from += 16;
      to += 16;
    }
    if (left > 0) storeUpTo4(to, f32x4.add(loadUpTo4(to, 4, left), loadUpTo4(from, 4, left)), left);
    c += cRow;
  }
}

/** Puts a function of each of rows of n numbers in its place. */
export function apply(f: i32, rows: i32, n: i32, c: usize, cRow: usize): void {
  const step = <i32>cRow;
  if (step == n << 2) {
    n *= rows;
    rows = 1;
  }
  switch (f) {
    case TANH: tanh(rows, n, c, step, 4, c, step); break;
    case RELU: relu(rows, n, c, step, 4, c, step); break;
    case SIGMOID: sigmoid(rows, n, c, step, 4, c, step); break;
  }
}
