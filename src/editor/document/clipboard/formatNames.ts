const most = 4;

/**
 * Writes names as a sentence lists them: `a`, `a and b`, `a, b and c`; of many the first, and how many more there are.
 */
export function formatNames(names: readonly string[]): string {
  const shown = names.length > most ? [...names.slice(0, most - 1), `${names.length - most + 1} more`] : names;
  return shown.length < 2 ? (shown[0] ?? "") : `${shown.slice(0, -1).join(", ")} and ${shown.at(-1)}`;
}
