import type { ColourTables } from "../../views/colourTables.ts";
import type { TensorRegion } from "../../protocol/tensorRegion.ts";

/** Returns a number's colour on the one diverging map, neutral at 0, as `0xAABBGGRR`. Integers have none. */
export function cellColour(
  value: number | undefined,
  { dtype, scale }: Pick<TensorRegion, "dtype" | "scale">,
  { diverging, notFinite }: ColourTables,
): number | undefined {
  if (value === undefined || dtype !== "float32") return undefined;
  if (!Number.isFinite(value)) return notFinite;
  const share = scale === 0 ? 0 : Math.max(-1, Math.min(1, value / scale));
  return diverging[Math.round(((share + 1) / 2) * (diverging.length - 1))];
}
