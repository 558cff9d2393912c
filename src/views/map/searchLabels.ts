/** Holds what a search found: the best rows of all that fit, and how many fit. */
export interface FoundLabels {
  readonly rows: readonly number[];
  readonly total: number;
}

/**
 * Finds labels by what is typed, whatever its case: the label itself first, then those that begin with it, then those that
 * contain it; each in their own order.
 *
 * @param most how many rows are returned.
 */
export function searchLabels(labels: readonly string[], typed: string, most: number): FoundLabels {
  const wanted = typed.trim().toLowerCase();
  if (wanted === "") return { rows: [], total: 0 };
  const [same, beginning, containing]: [number[], number[], number[]] = [[], [], []];
  for (const [row, label] of labels.entries()) {
    const at = label.toLowerCase().indexOf(wanted);
    if (at < 0) continue;
    (at > 0 ? containing : label.length === wanted.length ? same : beginning).push(row);
  }
  const all = [...same, ...beginning, ...containing];
  return { rows: all.slice(0, most), total: all.length };
}
