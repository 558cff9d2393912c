/** Four float32 that lie `step` bytes apart; the first alone, and zeros, where not all four are there. */
@inline
export function load4(from: usize, step: i32, all: bool): v128 {
  if (!all) return v128.load32_zero(from);
  if (step == 4) return v128.load(from);
  if (step == 0) return v128.load32_splat(from);
  let lanes = v128.load32_zero(from);
  lanes = v128.load32_lane(from + step, lanes, 1);
  lanes = v128.load32_lane(from + 2 * step, lanes, 2);
  return v128.load32_lane(from + 3 * step, lanes, 3);
}

/** Stores four adjacent float32, or the first of them. */
@inline
export function store4(to: usize, lanes: v128, all: bool): void {
  if (all) v128.store(to, lanes);
  else v128.store32_lane(to, lanes, 0);
}

/** Up to four float32 that lie `step` bytes apart, and zeros. */
@inline
export function loadUpTo4(from: usize, step: i32, left: i32): v128 {
  if (left > 3) {
    if (step == 4) return v128.load(from);
    if (step == 0) return v128.load32_splat(from);
  }
  return gather(from, step, left);
}

function gather(from: usize, step: i32, left: i32): v128 {
  let lanes = v128.load32_zero(from);
  if (left > 1) lanes = v128.load32_lane(from + step, lanes, 1);
  if (left > 2) lanes = v128.load32_lane(from + 2 * step, lanes, 2);
  if (left > 3) lanes = v128.load32_lane(from + 3 * step, lanes, 3);
  return lanes;
}

/** Stores up to four adjacent float32. */
@inline
export function storeUpTo4(to: usize, lanes: v128, left: i32): void {
  if (left > 3) v128.store(to, lanes);
  else storeFew(to, lanes, left);
}

function storeFew(to: usize, lanes: v128, left: i32): void {
  v128.store32_lane(to, lanes, 0);
  if (left > 1) v128.store32_lane(to, lanes, 1, 4);
  if (left > 2) v128.store32_lane(to, lanes, 2, 8);
}
