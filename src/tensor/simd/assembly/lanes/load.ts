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
