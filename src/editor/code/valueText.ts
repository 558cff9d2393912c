import { formatBriefly, formatNumber } from "../../base/formatNumber.ts";
import type { FirstNumbers } from "../../protocol/script/firstNumbers.ts";

/** Returns a tensor in few characters, as Python writes its shape: `(32, 100) [0.35, -1.7, 0.012, …]`. */
export function valueText(first: FirstNumbers): string {
  const { shape } = first;
  const dims = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(", ")})`;
  return `${dims} ${numbersText(first)}`;
}

/** Returns the same without the shape: of a gradient that stands beside its tensor. */
export function numbersText({ shape, dtype, numbers, count }: FirstNumbers): string {
  const isFloat = dtype.startsWith("float");
  if (shape.length === 0) return numbers.map((number) => formatNumber(number, dtype)).join("");
  const written = Array.from(numbers, (number) => (isFloat ? formatBriefly(number) : formatNumber(number, dtype)));
  return `[${[...written, ...(count > numbers.length ? ["…"] : [])].join(", ")}]`;
}
