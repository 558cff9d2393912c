/** Names an element of a tensor, `W[0, 3]`; a tensor of no dimensions is its one element, and goes by its name. */
export function cellName(tensor: string, index: readonly number[]): string {
  return index.length === 0 ? tensor : `${tensor}[${index.join(", ")}]`;
}
