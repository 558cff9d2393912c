import { magnitudesOf, printModeOf, type PrintMode } from "./printMode.ts";

type DType = "float32" | "float64" | "int32" | "bool";

/**
 * A number as PyTorch prints it in a tensor: four decimals (`0.9669`), `1.0000e-05` when four decimals would
 * say too little or too much, `nan`, `inf`, `-inf`. Integers as they are, truth values as `True` and `False`.
 */
export function formatNumber(value: number, dtype: DType = "float32"): string {
  if (dtype === "bool") return value === 0 ? "False" : "True";
  if (dtype === "int32") return String(value);
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e8)) return scientific(value);
  return rounded(value, "toFixed");
}

/**
 * An element of a tensor, as PyTorch prints it among the others: `20.`, `0.9669`, `1.0000e-05`, by how the tensor is
 * printed. A number with a fraction that a mode for whole ones does not know of yet keeps its decimals.
 */
export function formatElement(value: number, dtype: DType, mode: PrintMode): string {
  if (!dtype.startsWith("float") || !Number.isFinite(value)) return formatNumber(value, dtype);
  // JavaScript writes −0 without its sign.
  const sign = Object.is(value, -0) ? "-" : "";
  if (mode === "sci") return sign + scientific(value);
  return sign + (mode === "int" && Number.isInteger(value) ? `${value}.` : rounded(value, "toFixed"));
}

/** A number by itself, as PyTorch prints a tensor of no dimensions: a whole float without decimals, `20.`. */
export function formatScalar(value: number, dtype: DType = "float32"): string {
  return formatElement(value, dtype, printModeOf(magnitudesOf([value])));
}

/** A tensor's fixed decimals need no more room than this: beyond it PyTorch writes an exponent. */
const MAX_FIXED = 1e8;

/** Characters of the widest number of a tensor, with its sign: `-1.0000e-05`, `-0.9669`, `-20.`, `False`. */
export function cellCharacters(dtype: DType, { maxAbs, printMode }: { maxAbs: number; printMode: PrintMode }): number {
  if (dtype === "bool") return "False".length;
  if (dtype === "int32") return Math.max(5, `-${maxAbs}`.length);
  if (printMode === "sci") return "-1.0000e-05".length;
  const widest = formatElement(-Math.min(maxAbs, MAX_FIXED), dtype, printMode);
  return Math.max(printMode === "int" ? 5 : 9, widest.length);
}

/** Python writes an exponent with a sign and at least two digits. */
function scientific(value: number): string {
  const [mantissa = "", exponent = ""] = rounded(value, "toExponential").split("e");
  const digits = exponent.slice(1).padStart(2, "0");
  return `${mantissa}e${exponent.startsWith("-") ? "-" : "+"}${digits}`;
}

/** Four decimals. What lies midway JavaScript rounds away from 0, Python to the even digit: 0.03125 is 0.0312. */
function rounded(value: number, write: "toFixed" | "toExponential"): string {
  const midway = /^(-?\d+\.\d{3}[02468])50*(e.*)?$/.exec(value[write](40));
  return midway === null ? value[write](4) : `${midway[1]}${midway[2] ?? ""}`;
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
