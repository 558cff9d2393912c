/**
 * Returns a text as a literal of Python, in double quotes and of ASCII alone: the one way in which a text of the user's
 * gets into code, also into a comment. Nothing in it ends the literal or the line, and no sign changes how the rest is
 * read.
 */
export function pythonString(text: string): string {
  let escaped = "";
  for (const sign of text) escaped += ESCAPES[sign] ?? (isPlain(sign) ? sign : escapeOf(sign.codePointAt(0)!));
  return `"${escaped}"`;
}

const ESCAPES: Readonly<Record<string, string | undefined>> = {
  "\\": "\\\\",
  '"': '\\"',
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
};

function isPlain(sign: string): boolean {
  return sign >= " " && sign <= "~" && sign.length === 1;
}

function escapeOf(point: number): string {
  if (point <= 0xff) return `\\x${point.toString(16).padStart(2, "0")}`;
  return point <= 0xffff ? `\\u${point.toString(16).padStart(4, "0")}` : `\\U${point.toString(16).padStart(8, "0")}`;
}

/** Returns a number as Python writes it: `3`, `0.1`, `1e-05`, `float("inf")`. */
export function pythonNumber(value: number): string {
  if (Number.isNaN(value)) return 'float("nan")';
  if (!Number.isFinite(value)) return `float("${value > 0 ? "inf" : "-inf"}")`;
  return Object.is(value, -0) ? "-0.0" : String(value);
}

/** Returns a number as a float of Python: `3.0`. */
export function pythonFloat(value: number): string {
  const text = pythonNumber(value);
  return /^-?\d+$/.test(text) ? `${text}.0` : text;
}

/** Returns a truth value as Python writes it. */
export function pythonBoolean(value: boolean): string {
  return value ? "True" : "False";
}

/** Returns sizes as a tuple of Python: `(32, 100)`, `(100,)`, `()`. */
export function pythonTuple(parts: readonly string[]): string {
  return parts.length === 1 ? `(${parts[0]!},)` : `(${parts.join(", ")})`;
}
