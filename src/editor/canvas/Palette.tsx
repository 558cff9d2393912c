/** Stands in until it is written. */
export function Palette() {
  return null;
}
