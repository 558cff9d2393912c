/**
 * A number as PyTorch prints it in a tensor: four decimals (`0.9669`), `1.0000e-05` when four decimals would
 * say too little or too much, `nan`, `inf`, `-inf`. Integers as they are, truth values as `True` and `False`.
 */
export function formatNumber(value: number, dtype: "float32" | "float64" | "int32" | "bool" = "float32"): string {
  if (dtype === "bool") return value === 0 ? "False" : "True";
  if (dtype === "int32") return String(value);
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e8)) return scientific(value);
  return value.toFixed(4);
}

/** A number by itself, as PyTorch prints a tensor of no dimensions: a whole float without decimals, `20.`. */
export function formatScalar(value: number, dtype: "float32" | "float64" | "int32" | "bool" = "float32"): string {
  const isWhole = dtype.startsWith("float") && Number.isInteger(value) && Math.abs(value) <= 1e8;
  return isWhole ? `${Object.is(value, -0) ? "-0" : value}.` : formatNumber(value, dtype);
}

/** What a cell of a table has room for. */
export const CELL_CHARACTERS = 9;

/**
 * A float for a cell of a table: as `formatNumber` where there is room for it, otherwise with fewer digits. A number
 * that ran out of its cell would be read without its exponent.
 */
export function formatCell(value: number, dtype: "float32" | "float64" | "int32" | "bool" = "float32"): string {
  const text = formatNumber(value, dtype);
  if (text.length <= CELL_CHARACTERS || dtype === "int32") return text;
  const size = Math.abs(value);
  return size >= 1000 && size < 999_999.5 ? value.toPrecision(6) : scientific(value, 2);
}

/** Python writes an exponent with a sign and at least two digits. */
function scientific(value: number, decimals = 4): string {
  const [mantissa = "", exponent = ""] = value.toExponential(decimals).split("e");
  const digits = exponent.slice(1).padStart(2, "0");
  return `${mantissa}e${exponent.startsWith("-") ? "-" : "+"}${digits}`;
}

/** A number in a narrow place: two significant digits (`0.11`, `17`, `3.2e-5`). */
export function formatBriefly(value: number): string {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  const size = Math.abs(value);
  if (size === 0) return "0";
  if (size >= 1e5 || size < 1e-3) return value.toExponential(1).replace("e+", "e");
  if (size >= 10) return value.toFixed(0);
  return value.toPrecision(2);
}

/** A count with thousands marked, the same in every reader's language: `32,033`. */
export function formatCount(count: number): string {
  return count.toLocaleString("en-US");
}
