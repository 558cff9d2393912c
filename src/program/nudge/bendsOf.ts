import { unravel } from "../../base/stridedLayout.ts";
import type { NudgeBend } from "../../protocol/nudgeReport.ts";
import { isFloat } from "../../tensor/dtype.ts";
import { elementsOf } from "../../tensor/elementsOf.ts";
import { sameShape } from "../../tensor/shape.ts";
import type { Tensor } from "../../tensor/tensor.ts";
import type { AppliedOp } from "../plan/appliedOp.ts";
import type { LossCopy, Place, Step } from "./lossCopy.ts";

/** What comes out moves by less than this part of what comes in: hardly anything comes through. */
const FLAT = 0.05;
/** Ops that are told of. */
const TOLD = 2;

/**
 * Finds the ops that hold a move back. The number is moved to either end, and what comes in and out is looked at of each
 * op that takes every number by itself. An op counts where at least half of the numbers that move are held.
 *
 * @param ends the number at the lower end, and at the upper.
 * @param called what a tensor is called.
 */
export function bendsOf(
  copy: LossCopy,
  place: Place,
  ends: readonly [number, number],
  steps: readonly Step[],
  called: (tensor: Tensor) => string,
): NudgeBend[] {
  const watched = steps.flatMap(({ applied }) => {
    const x = onlyInput(applied);
    return x === null ? [] : [{ applied, x, y: applied.output }];
  });
  if (watched.length === 0) return [];
  const look = (): Seen[] => watched.map(({ x, y }) => ({ x: elementsOf(x), y: elementsOf(y) }));
  const from = look();
  const [lower, upper] = copy.moved(place, ends, steps, look);
  const found = watched.flatMap(({ applied, x, y }, at) => {
    const bend = heldBy({ from: from[at]!, lower: lower![at]!, upper: upper![at]! });
    if (bend === null) return [];
    const { cell, ...rest } = bend;
    const index = x.shape.length === 0 ? "" : `[${unravel(cell, x.shape).join(", ")}]`;
    return [{ node: applied.node, op: applied.op.name, ...rest, input: called(x) + index, output: called(y) + index }];
  });
  return found.slice(0, TOLD);
}

/** The input of an op that makes of each number, by itself, a number in the same place; null of any other op. */
function onlyInput({ op, inputs, output }: AppliedOp): Tensor | null {
  const [x, ...others] = Object.values(inputs);
  // Only elementwise ops keep the order of what they take in.
  if (op.kind !== "compute" || op.stride === undefined || x === undefined || others.length > 0) return null;
  return isFloat(x.dtype) && isFloat(output.dtype) && sameShape(x.shape, output.shape) ? x : null;
}

interface Seen {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

interface Ends {
  readonly from: Seen;
  readonly lower: Seen;
  readonly upper: Seen;
}

type Held = Pick<NudgeBend, "flat" | "moved" | "held" | "from" | "less" | "more"> & { readonly cell: number };

function heldBy({ from, lower, upper }: Ends): Held | null {
  let moved = 0;
  const held: Omit<Held, "moved" | "held">[] = [];
  for (const [cell, x] of from.x.entries()) {
    // What comes in may fall as the number that is moved rises.
    const [less, more] = lower.x[cell]! <= upper.x[cell]! ? [lower, upper] : [upper, lower];
    if (less.x[cell] === more.x[cell]) continue;
    moved += 1;
    const [below, above] = [isHeld(from, less, cell), isHeld(from, more, cell)];
    if (!below && !above) continue;
    const point = (seen: Seen) => ({ x: seen.x[cell]!, y: seen.y[cell]! });
    const flat = below && above ? "both" : below ? "below" : "above";
    held.push({ cell, flat, from: { x, y: from.y[cell]! }, less: point(less), more: point(more) });
  }
  if (held.length === 0 || held.length * 2 < moved) return null;
  const flats = (["both", "below", "above"] as const).map((flat) => held.filter((one) => one.flat === flat));
  const most = flats.reduce((a, b) => (b.length > a.length ? b : a));
  const span = ({ less, more }: (typeof held)[number]): number => more.x - less.x;
  const shown = most.reduce((a, b) => (span(b) > span(a) ? b : a));
  return most.length * 2 < moved ? null : { ...shown, moved, held: most.length };
}

function isHeld(from: Seen, end: Seen, cell: number): boolean {
  const [dx, dy] = [end.x[cell]! - from.x[cell]!, end.y[cell]! - from.y[cell]!];
  return Math.abs(dy) <= FLAT * Math.abs(dx);
}
