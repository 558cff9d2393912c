/** Says in plain words which places there are, of which one is not: `There are 27, 0 to 26; 27 is none.` */
export function notAmong(value: number, count: number, fromEnd = false): string {
  if (count === 0) return "There is nothing to choose from.";
  return `There are ${count}, 0 to ${count - 1}${fromEnd ? `, or −1 to −${count} from the end` : ""}; ${value} is none.`;
}
