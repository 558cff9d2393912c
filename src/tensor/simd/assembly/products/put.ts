import { addedTo } from "./adding";

/** Puts four sums where they belong, added to what lies at `plus` if `adding` says so; the first `hidden` of what is there stay. */
@inline
export function put(c: usize, sum: v128, plus: usize, adding: i32, hidden: i32): void {
  sum = addedTo(plus, sum, adding);
  if (hidden > 0) sum = v128.bitselect(v128.load(c), sum, i32x4.gt_s(i32x4.splat(hidden), i32x4(0, 1, 2, 3)));
  v128.store(c, sum);
}
