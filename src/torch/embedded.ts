import { strToU8, zlibSync } from "fflate";
import { elements } from "../base/stridedLayout.ts";
import { pythonFloat, pythonNumber, pythonString, pythonTuple } from "../base/pythonLiteral.ts";
import { isFloat, type DType } from "../tensor/dtype.ts";
import type { Shape } from "../tensor/shape.ts";

/** Characters and numbers up to which data stands in the script so that it can be read. */
const READABLE_TEXT = 2000;
const READABLE_NUMBERS = 256;

/** Returns lines of text as a list of Python's strings: readable when they are short, compressed when they are not. */
export function embeddedLines(lines: readonly string[]): string {
  const text = lines.join("\n");
  // What is no Unicode text cannot be told in bytes.
  if (text.length <= READABLE_TEXT || /\p{Surrogate}/u.test(text)) return `[${lines.map(pythonString).join(", ")}]`;
  return `${embeddedBytes(strToU8(text))}.decode("utf-8").split("\\n")`;
}

/** Returns the code of a tensor of numbers that are known; integers are int64, as PyTorch's are. */
export function embeddedNumbers(dtype: DType, shape: Shape, values: ArrayLike<number>): string {
  const count = elements(shape);
  const [first = 0] = Array.from({ length: 1 }, (_, at) => values[at]!);
  const write = isFloat(dtype) ? pythonFloat : pythonNumber;
  if (count !== 1 && isSame(values, first)) return `torch.full(${pythonTuple(shape.map(String))}, ${write(first)})`;
  if (count <= READABLE_NUMBERS) return `torch.tensor(${nested(shape, (at) => write(values[at]!))})`;
  const numbers = isFloat(dtype) ? Float32Array.from(values) : Int32Array.from(values);
  const type = isFloat(dtype) ? "float32" : "int32";
  const bytes = `bytearray(${embeddedBytes(littleEndian(numbers))})`;
  const tensor = `torch.frombuffer(${bytes}, dtype=torch.${type}).view(${pythonTuple(shape.map(String))})`;
  return isFloat(dtype) ? tensor : `${tensor}.long()`;
}

function isSame(values: ArrayLike<number>, first: number): boolean {
  for (let at = 0; at < values.length; at++) if (!Object.is(values[at], first)) return false;
  return true;
}

function nested(shape: Shape, write: (at: number) => string, from = 0): string {
  const [size, ...rest] = shape;
  if (size === undefined) return write(from);
  const inner = elements(rest);
  return `[${Array.from({ length: size }, (_, at) => nested(rest, write, from + at * inner)).join(", ")}]`;
}

function littleEndian(numbers: Float32Array | Int32Array): Uint8Array {
  const bytes = new Uint8Array(numbers.length * 4);
  const view = new DataView(bytes.buffer);
  numbers.forEach((value, at) => {
    if (numbers instanceof Float32Array) view.setFloat32(at * 4, value, true);
    else view.setInt32(at * 4, value, true);
  });
  return bytes;
}

/** Returns bytes as an expression of Python's, compressed. */
export function embeddedBytes(bytes: Uint8Array): string {
  return `zlib.decompress(base64.b64decode("${compressed(bytes)}"))`;
}

function compressed(bytes: Uint8Array): string {
  return base64(zlibSync(bytes, { level: 9 }));
}

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** Is `btoa` of bytes: neither the page's nor Node's own is at hand where this runs. */
function base64(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 3) {
    const [a, b, c] = [bytes[at]!, bytes[at + 1], bytes[at + 2]];
    const word = (a << 16) | ((b ?? 0) << 8) | (c ?? 0);
    parts.push(
      DIGITS[word >> 18]! +
        DIGITS[(word >> 12) & 63]! +
        (b === undefined ? "=" : DIGITS[(word >> 6) & 63]!) +
        (c === undefined ? "=" : DIGITS[word & 63]!),
    );
  }
  return parts.join("");
}
