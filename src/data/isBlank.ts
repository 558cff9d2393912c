const OTHER_BLANKS: ReadonlySet<number> = new Set([0x85, 0xa0, 0x1680, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000]);

/**
 * Says whether a UTF-16 code unit is a blank to Python (`str.isspace`), by which `strip()` and `split()` go.
 * JavaScript's `\s` has U+FEFF besides and lacks U+001C to U+001F and U+0085.
 */
export function isBlank(unit: number): boolean {
  if (unit < 0x80) return unit === 0x20 || (unit >= 0x09 && unit <= 0x0d) || (unit >= 0x1c && unit <= 0x1f);
  return (unit >= 0x2000 && unit <= 0x200a) || OTHER_BLANKS.has(unit);
}
