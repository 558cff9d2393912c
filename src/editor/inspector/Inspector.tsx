/** Stands in until it is written. */
export function Inspector() {
  return null;
}
