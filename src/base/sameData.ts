/** Says whether two pieces of plain data say the same: numbers, texts, and arrays and objects of these. */
export function sameData(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const [keys, others] = [Object.keys(one), Object.keys(other)];
  return keys.length === others.length && keys.every((key) => Object.hasOwn(other, key) && sameField(one, other, key));
}

function sameField(one: object, other: object, key: string): boolean {
  return sameData(Reflect.get(one, key), Reflect.get(other, key));
}
