import { isNear, type Losses } from "./printedLosses.ts";

/**
 * How much further from the truth than PyTorch's our rounding may lead. Both round each operation once, in orders of their
 * own, so that their errors are of one size, and neither is always the smaller one.
 */
const FACTOR = 4;

/** From which error on PyTorch's own float32 says nothing any more about what follows: training is chaotic there. */
const CHAOS = 0.01;

/** The runs of one graph: ours, PyTorch's, and PyTorch's in float64 from the same numbers. */
interface Runs {
  readonly ours: Losses;
  readonly theirs: Losses;
  readonly exact: Losses;
  /** Others of PyTorch's in float32, which began a rounding away: how far roundings lead there is measured by more than one. */
  readonly others?: readonly Losses[];
}

/**
 * Judges the losses in which we and PyTorch are apart by what both should be, in float64: ours may be no further from that than
 * PyTorch's float32 was so far in any of its runs, within a factor. Returns null where that holds up to the end, or to where PyTorch's float32 has
 * left its float64; otherwise a sentence about the first loss that is wrong.
 */
export function judged({ ours, theirs, exact, others = [] }: Runs, tolerance: number): string | null {
  const iterations = [...new Set([...ours.values()].flatMap((losses) => [...losses.keys()]))].toSorted((a, b) => a - b);
  let rounding = 0;
  for (const iteration of iterations) {
    for (const [label, losses] of ours) {
      const [own, their, truth] = [losses, theirs.get(label), exact.get(label)].map((run) => run?.get(iteration));
      if (own === undefined) continue;
      if (their === undefined || truth === undefined)
        return `iteration ${iteration} of ${label}: ${own} here, none there`;
      const roundings = others.map((run) => error(run.get(label)?.get(iteration) ?? Number.NaN, truth));
      rounding = Math.max(rounding, error(their, truth), ...roundings);
      if (isNear(own, their, tolerance) || error(own, truth) <= FACTOR * rounding) continue;
      return `iteration ${iteration} of ${label}: ${own} here, ${their} in PyTorch, ${truth} in float64`;
    }
    if (rounding > CHAOS) return null;
  }
  return null;
}

/** How far a loss is from what it should be, as a share of that, or of 0.01 where it is smaller. */
function error(loss: number, exact: number): number {
  if (Object.is(loss, exact)) return 0;
  const share = Math.abs(loss - exact) / Math.max(Math.abs(exact), 0.01);
  return Number.isNaN(share) ? Infinity : share;
}
