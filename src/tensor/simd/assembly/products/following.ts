import { relu, sigmoid, tanh } from "../functions";

/** What is computed of the sums with the bias: nothing, … */
export const NOTHING: i32 = 0;
/** … or a function of each. */
const TANH: i32 = 1;
const RELU: i32 = 2;
const SIGMOID: i32 = 3;

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
