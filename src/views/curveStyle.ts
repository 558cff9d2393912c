/** Says how a curve among several is drawn. */
export interface CurveStyle {
  readonly stroke: string;
  /** Lengths of dashes and gaps; none: a solid line. */
  readonly dash: readonly number[];
}

const DASHES: readonly (readonly number[])[] = [[], [9, 4], [2, 3], [9, 3, 2, 3]];

/**
 * Returns the style of the curve in a place: each has a colour and a dash that no other has, until both lists are used
 * up.
 */
export function curveStyle(at: number, colours: readonly string[]): CurveStyle {
  const round = Math.floor(at / colours.length);
  return { stroke: colours[at % colours.length]!, dash: DASHES[round % DASHES.length]! };
}
