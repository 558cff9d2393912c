/**
 * Returns the floor of a / b as Python's `//` and `torch.floor_divide` have it (`div_floor_floating` of aten): from the
 * exact remainder, so that 1 // 0.1 is 9. `round` rounds each step, for float32. By 0 it is a / b.
 */
export function floorDivide(a: number, b: number, round: (value: number) => number = asItIs): number {
  if (b === 0) return round(a / b);
  const rest = a % b;
  const turns = round(round(a - rest) / b);
  const below = rest !== 0 && b < 0 !== rest < 0 ? round(turns - 1) : turns;
  if (below === 0) return a / b < 0 || Object.is(a / b, -0) ? -0 : 0;
  const floor = Math.floor(below);
  return below - floor > 0.5 ? round(floor + 1) : floor;
}

function asItIs(value: number): number {
  return value;
}
