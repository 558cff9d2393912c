import type { Shape } from "../../tensor/shape.ts";
import type { ResolvedSettings, Settings } from "../settings/setting.ts";

/** Describes an input of a node, where several processes share the rows of the examples. */
export interface SharedInput {
  /** Of all rows. */
  readonly shape: Shape;
  /** Whether each process has its own rows of it, along dimension 0; otherwise all have all of it. */
  readonly split: boolean;
}

/**
 * Says what a node does with the rows of the examples. `each`: a row of what it gives comes of the same row of what is split,
 * and what is not split is the same for all rows. `averages`: it is a mean in which all rows count the same. `none`: it depends on none of the numbers that
 * are split. `mixes`: anything else.
 */
export type RowsThrough = "each" | "averages" | "none" | "mixes";

/**
 * Says it of a node type.
 *
 * @param inputs by port; several of a list.
 * @param out the shape of its first output.
 */
export type ByRows<S extends Settings = Settings> = (
  settings: ResolvedSettings<S>,
  inputs: Readonly<Record<string, readonly SharedInput[] | undefined>>,
  out: Shape,
) => RowsThrough;
