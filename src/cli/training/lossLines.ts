import { formatNumber } from "../../base/formatNumber.ts";
import { pointsOf } from "../../base/points.ts";
import type { LossPoints } from "../../protocol/lossPoints.ts";

/**
 * Writes losses as JSON, one `{"iteration":0,"loss":17.76971}` a line; a loss that is not finite is null, with a reason.
 * Losses of other nodes that were computed in an iteration follow in its line, by node: `"others":{"dev_loss":17.8}`.
 *
 * @param curves the most important one first, which says what iterations there are.
 */
export function lossLines([{ points }, ...rest]: readonly [LossPoints, ...LossPoints[]]): string[] {
  const others = othersByIteration(rest);
  return Array.from(pointsOf(points), ([iteration, loss]) => lossLine(iteration, loss, others.get(iteration)));
}

type Others = Record<string, number | null>;

function othersByIteration(curves: readonly LossPoints[]): ReadonlyMap<number, Others> {
  const byIteration = new Map<number, Others>();
  for (const { node, points } of curves) {
    for (const [iteration, loss] of pointsOf(points)) {
      const others = byIteration.get(iteration) ?? {};
      byIteration.set(iteration, { ...others, [node]: Number.isFinite(loss) ? loss : null });
    }
  }
  return byIteration;
}

function lossLine(iteration: number, loss: number, others: Others | undefined): string {
  if (Number.isFinite(loss)) return JSON.stringify({ iteration, loss, others });
  return JSON.stringify({ iteration, loss: null, reason: `the loss is ${formatNumber(loss)}`, others });
}
