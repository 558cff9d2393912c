/** Returns the points of a curve that is passed on as `x, y, x, y, …`. */
export function* pointsOf(curve: Float64Array): Generator<readonly [x: number, y: number]> {
  for (let at = 0; at + 1 < curve.length; at += 2) yield [curve[at]!, curve[at + 1]!];
}
