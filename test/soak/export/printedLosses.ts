/** Losses by iteration, of each loss that a script prints: its label, and none of the most important one. */
export type Losses = ReadonlyMap<string, ReadonlyMap<number, number>>;

/** Reads what a script printed: lines of an iteration, its loss and, of all but one loss, a label. */
export function printedLosses(printed: string): Losses {
  const losses = new Map<string, Map<number, number>>();
  for (const line of printed.split("\n")) {
    const [, iteration, loss, label = ""] = /^(\d+) (\S+)(?: (\S+))?$/.exec(line) ?? [];
    if (iteration === undefined || loss === undefined) continue;
    const own = losses.get(label) ?? new Map<number, number>();
    own.set(Number(iteration), numberOf(loss));
    losses.set(label, own);
  }
  return losses;
}

function numberOf(text: string): number {
  if (text === "nan") return Number.NaN;
  return text.endsWith("inf") ? Number(text.replace("inf", "Infinity")) : Number(text);
}

/** Returns the first place where two runs are apart by more than a share, in their order; null where there is none. */
export function firstApart(
  ours: Losses,
  theirs: Losses,
  tolerance: number,
): { label: string; iteration: number } | null {
  const apart = [...ours].flatMap(([label, losses]) =>
    [...losses]
      .filter(([iteration, loss]) => !isNear(loss, theirs.get(label)?.get(iteration), tolerance))
      .map(([iteration]) => ({ label, iteration })),
  );
  return apart.reduce<{ label: string; iteration: number } | null>(
    (first, one) => (first === null || one.iteration < first.iteration ? one : first),
    null,
  );
}

/** Says whether two losses are the same within a share of the first, or of 0.01 where it is smaller; nan is nan. */
export function isNear(a: number, b: number | undefined, tolerance: number): boolean {
  if (b === undefined) return false;
  if (Object.is(a, b) || a === b) return true;
  return Math.abs(a - b) <= tolerance * Math.max(Math.abs(a), 0.01);
}
