/** Writes a count for reading: `12,000`. */
export function grouped(count: number): string {
  return Math.round(count).toLocaleString("en-US");
}
