import type { TorchNames } from "../contract/torch.ts";

type Names = Pick<TorchNames, "list" | "sizes" | "hasOwnRows">;

/**
 * Returns the sizes of the setting `shape`. Where a process has its own rows of `x`, it has fewer than the setting may say: the
 * first is then worked out, and the one that was to be is said.
 */
export function shapeOfRows({ list, sizes, hasOwnRows }: Names): readonly string[] {
  const shape = list("shape");
  if (!hasOwnRows("x")) return shape;
  const all = sizes("out");
  return shape.map((size, axis) => (axis === 0 ? "-1" : /^-\s*1$/.test(size) ? all[axis]! : size));
}
