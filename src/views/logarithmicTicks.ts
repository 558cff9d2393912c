/** Round numbers from `low` to `high` for a logarithmic axis: 1, 2 and 5 times powers of ten, at most `count` of them. */
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
    if (ticks.length <= Math.max(2, count)) return ticks;
  }
  const every = Math.ceil(ticks.length / Math.max(2, count));
  return ticks.filter((_tick, index) => index % every === 0);
}
