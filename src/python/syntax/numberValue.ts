/** Returns the value of a number as Python writes it: `1_000`, `0x1f`, `1e-3`; null for an imaginary one. */
export function numberValue(text: string): number | null {
  const plain = text.replaceAll("_", "");
  if (/[jJ]$/.test(plain) && !/^0[xX]/.test(plain)) return null;
  const value = Number(plain);
  return Number.isNaN(value) ? null : value;
}
