import { elements } from "../../base/stridedLayout.ts";
import type { TensorSpec } from "../contract/op.ts";
import { counted, nameOf, rowsOf } from "./tensorInWords.ts";

/** Says why the rows of `a` do not go into the matrix, or matrices, `b`, and what would make them. */
export function productInWords(a: TensorSpec, b: TensorSpec): string {
  const width = a.shape.at(-1)!;
  const wanted = b.shape.at(-2)!;
  const rows = elements(a.shape.slice(0, -1));
  const joined = a.shape.length > 2 && b.shape.length === 2;
  const of = `${nameOf(b, "b")} wants rows of ${wanted}`;
  const what = joined
    ? `${rowsOf(a)} make ${counted(rows, "row")} of ${width} here; ${of}.`
    : `${nameOf(a, "a")} has ${rowsOf(a)}; ${of}.`;
  return `${what}${remedy(a, b)}`;
}

function remedy(a: TensorSpec, b: TensorSpec): string {
  const wanted = b.shape.at(-2)!;
  // What stands behind one of the dimensions but the first, made one row.
  const from = a.shape.findIndex((_, axis) => axis > 0 && elements(a.shape.slice(axis)) === wanted);
  if (from > 0 && from < a.shape.length - 1 && b.shape.length === 2) return " View joins them.";
  if (b.shape.at(-1) === a.shape.at(-1)) return ` Transposed, ${nameOf(b, "b")} would fit.`;
  if (a.shape.length === 2 && a.shape[0] === wanted) return ` Transposed, ${nameOf(a, "a")} would fit.`;
  return "";
}

/** Says why the rows of the matrix, or matrices, `first` do not go with the vector. */
export function vectorInWords(matrix: TensorSpec, vector: TensorSpec, first: "a" | "b"): string {
  const [width, wanted] = first === "a" ? [matrix.shape.at(-1)!, "rows"] : [matrix.shape.at(-2)!, "columns"];
  const other = first === "a" ? "b" : "a";
  return `${nameOf(matrix, first)} has ${wanted} of ${counted(width, "number")}, ${nameOf(vector, other)} has ${vector.shape[0]}: each needs a partner.`;
}
