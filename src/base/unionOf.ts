/**
 * Returns all items of some sets. Where one of them has all it is that set itself: along a chain of hundreds of steps, each of
 * which adds little, few need one of their own.
 */
export function unionOf<Item>(sets: readonly ReadonlySet<Item>[]): ReadonlySet<Item> {
  const [largest = new Set<Item>(), ...others] = sets.toSorted((a, b) => b.size - a.size);
  if (others.every((set) => set === largest || [...set].every((item) => largest.has(item)))) return largest;
  return new Set(sets.flatMap((set) => [...set]));
}
