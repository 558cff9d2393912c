import type { Curve } from "./lossCurve.ts";

/** Returns the point of a curve that is nearest to an iteration; null when the curve is empty or ended long before. */
export function nearestPoint(curve: Curve, iteration: number): { iteration: number; loss: number } | null {
  const { iterations, losses } = curve;
  let low = 0;
  let high = iterations.length - 1;
  if (high < 0) return null;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((iterations[middle] ?? 0) <= iteration) low = middle;
    else high = middle;
  }
  const distance = (index: number): number => Math.abs((iterations[index] ?? 0) - iteration);
  const nearest = distance(high) < distance(low) ? high : low;
  const spacing = Math.max(1, (iterations.at(-1) ?? 0) / iterations.length);
  if (distance(nearest) > 4 * spacing) return null;
  return { iteration: iterations[nearest] ?? 0, loss: losses[nearest] ?? Number.NaN };
}
