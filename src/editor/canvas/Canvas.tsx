/** Stands in until it is written. */
export function Canvas() {
  return null;
}
