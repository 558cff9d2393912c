/**
 * Returns round numbers from `low` to `high` for a logarithmic axis: 1, 2 and 5 times powers of ten, at most `count` of
 * them. Where fewer than two lie in between, round numbers at equal steps: an axis with one number has no scale.
 */
export function logarithmicTicks(low: number, high: number, count: number): number[] {
  if (!(low > 0) || !(high > low)) return [];
  const first = Math.floor(Math.log10(low));
  const last = Math.ceil(Math.log10(high));
  let ticks: number[] = [];
  for (const steps of [[1, 2, 5], [1, 3], [1]]) {
    ticks = [];
    for (let decade = first; decade <= last; decade++) {
      for (const step of steps) {
        const tick = Number(`${step}e${decade}`);
        if (tick >= low && tick <= high) ticks.push(tick);
      }
    }
    if (ticks.length < 2) return evenTicks(low, high);
    if (ticks.length <= Math.max(2, count)) return ticks;
  }
  const every = Math.ceil(ticks.length / Math.max(2, count));
  return ticks.filter((_tick, index) => index % every === 0);
}

/** Two to five multiples of 1, 2 or 5 times a power of ten. */
function evenTicks(low: number, high: number): number[] {
  const decade = Math.floor(Math.log10(high - low));
  for (const step of [`5e${decade}`, `2e${decade}`, `1e${decade}`, `5e${decade - 1}`, `2e${decade - 1}`].map(Number)) {
    const first = Math.ceil(low / step);
    const count = Math.floor(high / step) - first + 1;
    if (count >= 2) return Array.from({ length: count }, (_, index) => Number(((first + index) * step).toPrecision(6)));
  }
  return [];
}
