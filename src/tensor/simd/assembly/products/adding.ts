/** What a sum is added to: nothing, so that a −0 stays one; … */
export const STORES: i32 = 0;
/** … what is there; … */
export const ADDS: i32 = 1;
/** … or 0, whatever is there. */
export const BEGINS: i32 = 2;

/** Returns four sums, added to what `adding` says. */
@inline
export function addedTo(c: usize, sum: v128, adding: i32): v128 {
  if (adding == ADDS) return f32x4.add(v128.load(c), sum);
  return adding == BEGINS ? f32x4.add(f32x4.splat(0), sum) : sum;
}

/** Returns one sum, added to what `adding` says. */
@inline
export function oneAddedTo(c: usize, sum: f32, adding: i32): f32 {
  if (adding == ADDS) return load<f32>(c) + sum;
  return adding == BEGINS ? <f32>0 + sum : sum;
}
