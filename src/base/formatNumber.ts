import { magnitudesOf, printModeOf, SUMMARISED_ABOVE, type PrintMode } from "./printMode.ts";

/** Beyond it PyTorch writes an exponent. */
const MAX_FIXED = 1e8;

type DType = "float32" | "float64" | "int32" | "bool";

/**
 * Returns a number as PyTorch prints it in a tensor: four decimals (`0.9669`), `1.0000e-05` when four decimals would
 * say too little or too much, `nan`, `inf`, `-inf`. Integers as they are, truth values as `True` and `False`.
 */
export function formatNumber(value: number, dtype: DType = "float32"): string {
  if (dtype === "bool") return value === 0 ? "False" : "True";
  if (dtype === "int32") return String(value);
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size > MAX_FIXED)) return scientific(value);
  return rounded(value, "toFixed");
}

/**
 * Returns an element of a tensor, as PyTorch prints it among the others: `20.`, `0.9669`, `1.0000e-05`, by how the
 * tensor is printed. A number that PyTorch leaves out of its print, and did not look at, is as readable as it is by
 * itself.
 */
export function formatElement(value: number, dtype: DType, mode: PrintMode): string {
  if (!dtype.startsWith("float") || !Number.isFinite(value)) return formatNumber(value, dtype);
  // JavaScript writes −0 without its sign.
  const sign = Object.is(value, -0) ? "-" : "";
  if (mode === "sci") return sign + scientific(value);
  const isWhole = Number.isInteger(value) && Math.abs(value) <= MAX_FIXED;
  return sign + (mode === "int" && isWhole ? `${value}.` : formatNumber(value));
}

/** Returns a number by itself, as PyTorch prints a tensor of no dimensions: a whole float without decimals, `20.`. */
export function formatScalar(value: number, dtype: DType = "float32"): string {
  return formatElement(value, dtype, printModeOf(magnitudesOf([value])));
}

/** A float with an exponent. */
const SCI_CHARACTERS = "-1.0000e-05".length;

/**
 * Characters of the widest number of a tensor, with its sign: `-1.0000e-05`, `-0.9669`, `-20.`, `False`.
 *
 * @param count of the tensor's elements: a large one may have numbers that its mode does not know of.
 */
export function cellCharacters(
  dtype: DType,
  { maxAbs, printMode }: { maxAbs: number; printMode: PrintMode },
  count: number,
): number {
  if (dtype === "bool") return "False".length;
  if (dtype === "int32") return Math.max(5, `-${maxAbs}`.length);
  if (printMode === "sci") return SCI_CHARACTERS;
  const widest = formatElement(-Math.min(maxAbs, MAX_FIXED), dtype, printMode);
  const least = printMode === "int" ? 5 : 9;
  return Math.max(count > SUMMARISED_ABOVE ? SCI_CHARACTERS : least, widest.length);
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

/** Returns a number in a narrow place: two significant digits (`0.11`, `17`, `3.2e-5`). */
export function formatBriefly(value: number): string {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  const size = Math.abs(value);
  if (size === 0) return "0";
  if (size >= 1e5 || size < 1e-3) return value.toExponential(1).replace("e+", "e");
  if (size >= 10) return value.toFixed(0);
  return value.toPrecision(2);
}

/** Returns a count with thousands marked, the same in every reader's language: `32,033`. */
export function formatCount(count: number): string {
  return count.toLocaleString("en-US");
}
