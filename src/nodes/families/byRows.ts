import { dimension } from "../../ops/dimension.ts";
import type { Shape } from "../../tensor/shape.ts";
import type { ByRows, RowsThrough, SharedInput } from "../contract/byRows.ts";

type Inputs = Readonly<Record<string, readonly SharedInput[] | undefined>>;

/** Returns the inputs that are wired. */
function wired(inputs: Inputs): readonly SharedInput[] {
  return Object.values(inputs).flatMap((own) => own ?? []);
}

/** Is `each` where the condition holds. */
export function eachWhere(condition: boolean): RowsThrough {
  return condition ? "each" : "mixes";
}

/** Says it of what works element by element, with shapes that broadcast: rows have to lie beside rows. */
export const elementwise: ByRows = (_settings, inputs, out) =>
  eachWhere(
    wired(inputs).every(({ shape, split }) => {
      const liesInRows = shape.length === out.length && shape[0] === out[0];
      return split ? liesInRows : !liesInRows || shape[0] === 1;
    }),
  );

/** Says it of what sees the same numbers, in the same order, in another shape: the first dimension has to stay. */
export const sameOrder: ByRows = (_settings, { x }, out) => eachWhere(x?.[0]?.shape[0] === out[0]);

/** Says it of what goes along one dimension of `x`: not along the rows. */
export const alongDim = ({ dim }: { readonly dim: number | null }, { x }: Inputs): RowsThrough =>
  eachWhere(dim !== null && dimension(dim, rankOf(x)) !== 0);

/** Says whether some dimensions of `x`, all where none is named, have the rows among them. */
export function reducesRows(dims: readonly number[], { x }: Inputs): boolean {
  return dims.length === 0 || dims.some((dim) => dimension(dim, rankOf(x)) === 0);
}

/** Says whether an input is split, whatever else is. */
export function isSplit(own: readonly SharedInput[] | undefined): boolean {
  return own?.some(({ split }) => split) === true;
}

/** Returns the rank of an input; -1 where none is wired. */
export function rankOf(own: readonly SharedInput[] | undefined): number {
  return own?.[0]?.shape.length ?? -1;
}

/** Says it of what puts tensors together along `dim`: all are split, and not along their rows. */
export const together = ({ dim }: { readonly dim: number }, inputs: Inputs, out: Shape): RowsThrough =>
  eachWhere(dimension(dim, out.length) !== 0 && wired(inputs).every(({ split }) => split));
