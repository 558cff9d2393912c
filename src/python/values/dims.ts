import { numberOf, type NumberValue } from "./number.ts";
import type { Dims, Elementwise } from "./value.ts";

/** Returns the sizes that two shapes broadcast to, as far as both are known. */
export function broadcast(a: Dims | null, b: Dims | null): Dims | null {
  if (a === null || b === null) return null;
  const rank = Math.max(a.length, b.length);
  const sizeAt = (dims: Dims, at: number): NumberValue | null => {
    const place = at - (rank - dims.length);
    return place < 0 ? numberOf(1) : dims[place]!;
  };
  return Array.from({ length: rank }, (_, at) => {
    const [left, right] = [sizeAt(a, at), sizeAt(b, at)];
    if (left?.value === 1) return right;
    if (right?.value === 1) return left;
    return left ?? right;
  });
}

/** Returns the sizes of a formula's result. */
export function formulaDims(formula: Elementwise): Dims | null {
  if (formula.kind === "number") return [];
  if (formula.kind === "leaf") return formula.tensor.dims;
  return formula.operands.map(formulaDims).reduce(broadcast, []);
}

/** Returns the place of a dimension that may be counted from the end; null where it is not known. */
export function placeOf(dim: NumberValue, dims: Dims): number | null {
  if (dim.value === null) return null;
  const place = dim.value < 0 ? dim.value + dims.length : dim.value;
  return place >= 0 && place < dims.length ? place : null;
}

/** Returns the sizes without those at some places, or with 1 there. */
export function reduced(dims: Dims | null, over: readonly NumberValue[] | null, keep: boolean): Dims | null {
  if (dims === null) return null;
  const places = over === null ? dims.map((_, at) => at) : over.map((dim) => placeOf(dim, dims));
  if (places.includes(null)) return null;
  return dims.flatMap((size, at) => (places.includes(at) ? (keep ? [numberOf(1)] : []) : [size]));
}
