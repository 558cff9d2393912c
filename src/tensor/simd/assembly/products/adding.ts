/** What a sum is added to: nothing, so that a −0 stays one; … */
export const STORES: i32 = 0;
/** … what is there; … */
export const ADDS: i32 = 1;
/** … or 0, whatever is there. */
export const BEGINS: i32 = 2;
/** It is added to 0, and is then the gradient of what is there, which moves against it: see {@link moved}. */
export const MOVES: i32 = 3;
/** The same of a gradient that {@link noteFinite} has been told. */
export const MOVES_NOTED: i32 = 4;

/** How far a gradient of 1 moves. */
let rate: f32 = 0;
/** Whether all gradients since {@link beginMoves} are finite: 1, else 0. */
let finite: i32 = 1;

/** To be called before what `MOVES`. */
export function beginMoves(by: f32): void {
  rate = by;
  finite = 1;
}

/** Returns 1 if all gradients since then are finite, else 0. */
export function areFiniteMoves(): i32 {
  return finite;
}

/** Notes whether gradients are finite, by the sum of the differences to themselves: of what is not finite, that is nan. */
@inline
export function noteFinite(zero: v128): void {
  if (v128.any_true(f32x4.ne(zero, zero))) finite = 0;
}

/** Returns four parameters, moved against their gradients. */
@inline
export function moved(parameters: v128, gradients: v128): v128 {
  noteFinite(f32x4.sub(gradients, gradients));
  return movedByNoted(parameters, gradients);
}

/** Returns one parameter, moved against its gradient. */
@inline
export function oneMoved(parameter: f32, gradient: f32): f32 {
  return f32x4.extract_lane(moved(f32x4.splat(parameter), f32x4.splat(gradient)), 0);
}

@inline
function movedByNoted(parameters: v128, gradients: v128): v128 {
  return f32x4.sub(parameters, f32x4.mul(f32x4.splat(rate), gradients));
}

/** Returns four sums, added to what `adding` says. */
@inline
export function addedTo(c: usize, sum: v128, adding: i32): v128 {
  if (adding == ADDS) return f32x4.add(v128.load(c), sum);
  if (adding == STORES) return sum;
  const begun = f32x4.add(f32x4.splat(0), sum);
  if (adding == BEGINS) return begun;
  return adding == MOVES ? moved(v128.load(c), begun) : movedByNoted(v128.load(c), begun);
}

/** Returns one sum, added to what `adding` says. */
@inline
export function oneAddedTo(c: usize, sum: f32, adding: i32): f32 {
  if (adding == ADDS) return load<f32>(c) + sum;
  if (adding == STORES) return sum;
  const begun = <f32>0 + sum;
  return adding == BEGINS ? begun : oneMoved(load<f32>(c), begun);
}
