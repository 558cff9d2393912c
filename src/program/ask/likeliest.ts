/** Returns the indices of the largest numbers, the largest first; of equal ones the first. */
export function likeliest(numbers: ArrayLike<number>, count: number): readonly number[] {
  const found: number[] = [];
  for (let index = 0; index < numbers.length; index++) {
    if (found.length === count && !(numbers[index]! > numbers[found.at(-1)!]!)) continue;
    let at = found.length;
    while (at > 0 && numbers[index]! > numbers[found[at - 1]!]!) at--;
    found.splice(at, 0, index);
    if (found.length > count) found.pop();
  }
  return found;
}
