/** Returns the name of one tensor of the list on a port: `out[1]`. */
export function itemName(port: string, index: number): string {
  return `${port}[${index}]`;
}
