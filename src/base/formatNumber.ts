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

/** Python writes an exponent with a sign and at least two digits. */
function scientific(value: number): string {
  const [mantissa = "", exponent = ""] = value.toExponential(4).split("e");
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
